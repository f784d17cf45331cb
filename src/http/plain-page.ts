/** Pages that need nothing but this file: errors and the off switch, with numbers to call in three languages. */
import type { Language } from '../content/schema.ts';
import { languages } from '../content/schema.ts';
import { emergencyPhones } from './emergency.ts';

export interface PlainPage {
  readonly nonce: string;
  /** A line per language. */
  readonly heading: Readonly<Record<Language, string>>;
  /** A paragraph or more per language. */
  readonly body: Readonly<Record<Language, readonly string[]>>;
  /** Name and contact of the county that runs this service, if any (PA-8). */
  readonly contact: string | null;
}

const style = `body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1.5rem;color:#14213d;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.25rem}ul{padding:0;list-style:none}li{margin:.75rem 0}
a{color:#0b4f8a;display:inline-block;min-height:2.75rem;font-weight:600}section{border-top:1px solid #c3c9d4;margin-top:1.5rem}
@media (prefers-color-scheme:dark){body{color:#f2f4f8;background:#10151f}a{color:#9ecbff}}`;

/** A whole page; the title is neutral, for someone may stand beside the person (PR-9). */
export function renderPlainPage(page: PlainPage): string {
  const sections = languages.map((lang, index) => renderSection(page, lang, index === 0 ? 'h1' : 'h2'));
  return [
    '<!doctype html>',
    '<html lang="fi"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Palveluneuvoja</title><style nonce="${page.nonce}">${style}</style></head><body><main>`,
    ...sections,
    page.contact === null ? '' : `<p>${escapeHtml(page.contact)}</p>`,
    '</main></body></html>',
  ].join('\n');
}

function renderSection(page: PlainPage, lang: Language, level: 'h1' | 'h2'): string {
  const paragraphs = page.body[lang].map((text) => `<p>${escapeHtml(text)}</p>`).join('\n');
  const phones = emergencyPhones
    .map(({ number, name }) => {
      const link = `<a href="tel:${number.replaceAll(' ', '')}">${number}</a>`;
      return `<li>${escapeHtml(name[lang])}: ${link}</li>`;
    })
    .join('\n');
  const heading = escapeHtml(page.heading[lang]);
  return `<section lang="${lang}"><${level}>${heading}</${level}>\n${paragraphs}\n<ul>${phones}</ul></section>`;
}

/** Text as it may stand in HTML, inside and outside of attributes. */
export function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
