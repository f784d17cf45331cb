/** Building HTML on the server: whatever is put into a template is escaped unless it is HTML already. */
import type { Language, Text } from '../content/schema.ts';
import { languages } from '../content/schema.ts';
import { escapeHtml } from '../http/plain-page.ts';

/** HTML that needs no more escaping; made by `html` only. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | null | readonly Part[];

/** A template whose gaps are escaped. Null leaves nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(
    strings
      .map((piece, index) => piece + (index < parts.length ? textOf(parts[index] ?? null) : ''))
      .join(''),
  );
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return part.map(textOf).join('');
}

/** A text in all three languages; the style sheet shows the one of the page, so that no script is needed to switch. */
export function inEach(text: Text | Readonly<Record<Language, Html>>): Html {
  return html`${languages.map((lang) => html`<span class="t" lang="${lang}">${text[lang]}</span>`)}`;
}

/** A telephone link: digits only in the address, the number as people write it on the page. */
export function phoneLink(number: string): Html {
  return html`<a href="tel:${number.replaceAll(/[^+\d]/g, '')}">${number}</a>`;
}

/** The language asked for in an address; Finnish first. */
export function languageOf(value: unknown): Language {
  return languages.find((lang) => lang === value) ?? 'fi';
}
