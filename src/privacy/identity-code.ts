/** The form of a Finnish personal identity code and what makes one valid (asetus 128/2010 2 §, since 1 January 2023). */

const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** The century each sign stands for. */
const centuries: ReadonlyMap<string, number> = new Map([
  ['+', 1800],
  ...[...'-YXWVU'].map((sign) => [sign, 1900] as const),
  ...[...'ABCDEF'].map((sign) => [sign, 2000] as const),
]);

const digit = '[0-9０-９]';
const dash = '\\-\\u2010-\\u2015\\u2212\\uFE58\\uFE63\\uFF0D\\u00AD\\u2043';
const sign = `[+\\uFF0B${dash}A-FU-Ya-fu-yＡ-ＦＵ-Ｙａ-ｆｕ-ｙ]`;
const last = '[0-9０-９A-FHJ-NPR-Ya-fhj-npr-yＡ-ＦＨＪ-ＮＰＲ-Ｙａ-ｆｈｊ-ｎｐｒ-ｙ]';
/** What may stand between the signs of a code: at most three blanks, or a full stop between day, month and year. */
const gap = '[\\s\\u00A0\\u200B-\\u200D\\u2060\\uFEFF]{0,3}';
const dot = `${gap}\\.?${gap}`;

/** Shape of a code, however it is spread out. Bounded everywhere, so that the search is linear (PR-1). */
const shape = new RegExp(
  `(?<!${digit})${digit}${gap}${digit}${dot}${digit}${gap}${digit}${dot}${digit}${gap}${digit}${gap}${sign}${gap}${digit}${gap}${digit}${gap}${digit}${gap}${last}`,
  'gu',
);

/** Day, month and year in one piece, in three pairs, or digit by digit. */
const evenlySpread = /^(?:\d{6}|\d\d\D+\d\d\D+\d\d|\d(?:\D+\d){5})(?!\d)/;

export interface CodeMatch {
  readonly start: number;
  readonly end: number;
  /** Day of birth when the date exists and the check character is right, else null: a look-alike. */
  readonly born: Date | null;
  /** Spread evenly, as a code is; a telephone number breaks after its third digit. */
  readonly even: boolean;
}

/** Every text that has the shape of an identity code. */
export function findCodes(text: string): readonly CodeMatch[] {
  const found: CodeMatch[] = [];
  for (const match of text.matchAll(shape)) {
    const start = match.index;
    const end = start + match[0].length;
    const plain = plainCode(match[0]);
    // A digit right behind a numeric check character belongs to a longer number.
    const runsOn = /\d$/.test(plain) && /^[0-9０-９]/.test(text.slice(end, end + 1));
    found.push({
      start,
      end,
      born: runsOn ? null : birthDay(plain),
      even: evenlySpread.test(match[0].normalize('NFKC')),
    });
  }
  return found;
}

/** Half-width capitals with one dash, no blanks. */
function plainCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(new RegExp(`[${dash}]`, 'gu'), '-')
    .replace(/[\s.\u200B-\u200D\u2060\uFEFF]/g, '')
    .toUpperCase();
}

function birthDay(code: string): Date | null {
  const match = /^(\d\d)(\d\d)(\d\d)(.)(\d{3})(.)$/.exec(code);
  const [, day, month, year, mark, number, check] = match ?? [];
  const century = mark === undefined ? undefined : centuries.get(mark);
  if (century === undefined || day === undefined || month === undefined || year === undefined) return null;
  if (checkCharacters[Number(`${day}${month}${year}${number}`) % 31] !== check) return null;
  const date = new Date(Date.UTC(century + Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCDate() === Number(day) && date.getUTCMonth() === Number(month) - 1;
  return exists ? date : null;
}
