/** The parts of the page that the server drew: they follow the language of the conversation. */
import type { Language } from '../../content/schema.ts';
import { languages } from './texts.ts';

/** The HTML holds every text in all three languages; the style sheet shows the one of the root element. */
export function showLanguage(lang: Language): void {
  document.documentElement.lang = lang;
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-lang]')) {
    if (link.lang === lang) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-follows-language]')) {
    link.search = `?lang=${lang}`;
  }
}

/**
 * The server's refusals end with one line per language, fi, sv, en; this keeps what stands before them and the line of
 * the person's own language.
 */
export function inLanguage(said: string | null, lang: Language): string | null {
  if (said === null) return null;
  const lines = said.split('\n');
  const own = lines.slice(-languages.length)[languages.indexOf(lang)];
  if (lines.length < languages.length || own === undefined) return said;
  return [...lines.slice(0, -languages.length), own].join('\n');
}
