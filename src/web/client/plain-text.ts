/** Plain text of the assistant, taken apart for showing: paragraphs, lists, numbers and addresses. Text nodes only. */

export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string };

export type Paragraph =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  | { readonly type: 'list'; readonly items: readonly string[] };

/** Paragraphs are divided by empty lines; rows that begin with a bullet are a list. */
export function readParagraphs(text: string): readonly Paragraph[] {
  return text.split(/\n{2,}/).flatMap(readParagraph);
}

function readParagraph(part: string): readonly Paragraph[] {
  const found: { isList: boolean; rows: string[] }[] = [];
  for (const row of part.split('\n').filter((line) => line.trim() !== '')) {
    const isList = row.startsWith('• ');
    const last = found.at(-1);
    const shown = isList ? row.slice(2) : row;
    if (last?.isList === isList) last.rows.push(shown);
    else found.push({ isList, rows: [shown] });
  }
  return found.map(({ isList, rows }) =>
    isList ? { type: 'list', items: rows } : { type: 'lines', lines: rows },
  );
}

/**
 * The text before and after the rows that list services, for those are drawn as cards. A service's rows are
 * `• name: …` and the indented rows under it.
 */
export function aroundServices(
  text: string,
  services: readonly { readonly name: string }[],
): { readonly before: string; readonly after: string } {
  const before: string[] = [];
  const after: string[] = [];
  let isInside = false;
  let isPast = false;
  for (const row of text.split('\n')) {
    if (services.some(({ name }) => row.startsWith(`• ${name}:`))) {
      isInside = true;
      isPast = true;
      continue;
    }
    if (isInside && row.startsWith('  ')) continue;
    isInside = false;
    (isPast ? after : before).push(row);
  }
  return { before: before.join('\n').trim(), after: after.join('\n').trim() };
}

const linkForm =
  /https?:\/\/[^\s<>"'()]+|(?<![\d.,:+-])(?:112|116 ?117|116 ?111|\+358(?: ?\d){6,10}|0\d{1,3}(?: \d{2,4}){2,3})(?![\d-])/g;

/** Finds web addresses and telephone numbers in a line. Only http(s) and tel links ever come out of here. */
export function linkPieces(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(linkForm)) {
    const text = match[0].startsWith('http') ? match[0].replace(/[.,;:!?]+$/, '') : match[0];
    const href = text.startsWith('http') ? webAddress(text) : phoneAddress(text);
    if (href === null) continue;
    if (match.index > end) pieces.push({ type: 'text', text: line.slice(end, match.index) });
    pieces.push({ type: 'link', text, href });
    end = match.index + text.length;
  }
  if (end < line.length) pieces.push({ type: 'text', text: line.slice(end) });
  return pieces;
}

/** A web address that may be linked, or null. */
export function webAddress(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const { protocol, href } = new URL(value);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/** A `tel:` address, or null when the value is no telephone number. */
export function phoneAddress(value: string): string | null {
  if (!/^\+?[\d\s()-]{3,24}$/.test(value)) return null;
  return `tel:${value.replaceAll(/[^+\d]/g, '')}`;
}

/** An address as people read it: without scheme and closing slash. */
export function readableAddress(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

/** `2026-11-21` → `21.11.2026`; other text as it is. */
export function readableDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return parts === null ? date : `${Number(parts[3])}.${Number(parts[2])}.${parts[1]}`;
}
