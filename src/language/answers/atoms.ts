/** The small parts a spoken number is made of, and the lexer that finds them in an answer. */
import { fold } from '../fold.ts';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'degree' | 'fahrenheit';

export type Atom =
  /** `room`: a number below this may follow and be added (forty + five). */
  | { readonly kind: 'number'; readonly value: number; readonly room: number; readonly digits: boolean }
  | { readonly kind: 'times'; readonly value: number }
  | { readonly kind: 'ordinal'; readonly value: number; readonly under: boolean }
  | { readonly kind: 'unit'; readonly unit: Unit; readonly bare: boolean }
  | { readonly kind: 'mark'; readonly mark: Mark }
  | { readonly kind: 'word'; readonly text: string };

/** Words and signs with a part in the grammar but no value of their own. */
export type Mark =
  | 'teen'
  | 'article'
  | 'and'
  | 'or'
  | 'dash'
  | 'slash'
  | 'point'
  | 'minus'
  | 'comma'
  | 'stop'
  | 'few'
  | 'below'
  | 'ago'
  | 'filler';

/** What one language makes of one folded word. */
export type Lexicon = (word: string) => readonly Atom[];

export const number = (value: number, room = 0, digits = false): Atom => ({
  kind: 'number',
  value,
  room,
  digits,
});
export const times = (value: number): Atom => ({ kind: 'times', value });
export const mark = (name: Mark): Atom => ({ kind: 'mark', mark: name });
export const unit = (name: Unit, bare = false): Atom => ({ kind: 'unit', unit: name, bare });

/** Longest answer looked at: recognizers grow faster than the text (SE-8). */
export const longestAnswer = 300;

const piece = /\d+(?:[.,:]\d+)*|\p{L}+(?:['’]\p{L}+)?|[½¼¾°]|[-–—−/,.;!?+]/gu;
const signs: Readonly<Record<string, Atom>> = {
  '½': number(0.5),
  '¼': number(0.25),
  '¾': number(0.75),
  '°': unit('degree'),
  '/': mark('slash'),
  ',': mark('comma'),
  '.': mark('stop'),
  ';': mark('stop'),
  '!': mark('stop'),
  '?': mark('stop'),
  '+': mark('filler'),
};

/** An answer folded, cut and in one writing of digits and dashes. */
export function plainAnswer(text: string): string {
  const cut = text.slice(0, longestAnswer).replace(/[½¼¾]/g, (sign) => ` ${sign} `);
  return fold(
    cut.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).normalize('NFC'),
  );
}

/** Splits a folded answer into atoms of one language. */
export function readAtoms(plain: string, lexicon: Lexicon): readonly Atom[] {
  const atoms: Atom[] = [];
  let end = 0;
  for (const match of plain.matchAll(piece)) {
    const text = match[0];
    const gap = plain.slice(end, match.index);
    end = match.index + text.length;
    if (/^\d/.test(text)) pushDigits(atoms, text, gap);
    else if (/^[-–—−]/.test(text)) atoms.push(dashOrMinus(plain, match.index));
    else if (/^\p{L}/u.test(text)) atoms.push(...lexicon(text.replace(/['’]/g, '')));
    else {
      const sign = signs[text];
      if (sign !== undefined) atoms.push(sign);
    }
  }
  return atoms;
}

function dashOrMinus(plain: string, at: number): Atom {
  const before = plain.slice(0, at);
  return /\d/.test(plain.charAt(at + 1)) && /(^|[^\d\s])\s*$/.test(before) && /(^|\s)$/.test(before)
    ? mark('minus')
    : mark('dash');
}

function pushDigits(atoms: Atom[], text: string, gap: string): void {
  const last = atoms.at(-1);
  // "12 500": groups of three after a space belong together.
  if (
    /^\d{3}$/.test(text) &&
    /^[ \u00a0]$/.test(gap) &&
    last?.kind === 'number' &&
    last.digits &&
    isHead(last.value)
  ) {
    atoms[atoms.length - 1] = number(last.value * 1000 + Number(text), 0, true);
    return;
  }
  if (/^\d+$/.test(text))
    atoms.push(text.length <= 12 ? number(Number(text), 0, true) : { kind: 'word', text });
  else if (/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text))
    atoms.push(number(Number(text.replaceAll('.', '')), 0, true));
  else if (/^\d+[.,]\d+$/.test(text)) atoms.push(number(Number(text.replace(',', '.')), 0, true));
  else atoms.push({ kind: 'word', text });
}

const isHead = (value: number): boolean => Number.isInteger(value) && value > 0 && value < 1000;

/** Words of no language's number grammar; the reading with the fewest is the right language. */
export function strangeWords(atoms: readonly Atom[]): number {
  return atoms.filter((atom) => atom.kind === 'word').length;
}
