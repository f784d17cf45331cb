/** Plain numbers, temperatures and the 0–10 scale. */
import type { Language } from '../../content/schema.ts';
import type { Atom } from './atoms.ts';
import { bestReading } from './reading.ts';

const isNumber = (atom: Atom | undefined): atom is Extract<Atom, { kind: 'number' }> =>
  atom?.kind === 'number';
const isMark = (atom: Atom | undefined, ...names: readonly string[]): boolean =>
  atom?.kind === 'mark' && names.includes(atom.mark);

const noneAtAll =
  /^(?:no |joo |siis )?(?:(?:en|ei|ei oo|ei ole|e) (?:oo |ole |ollut |oo ollu )?(?:yhtaan\w*|yhtakaan|yhtaa|kertaakaan|kertaakaa|ainuttakaan|ollenkaan|ollenkaa|lainkaan|koskaan|ikina|mitaan|satu yhtaan|koske yhtaan)|inga|ingen|inte alls|aldrig|ingen gang|inte en enda|none|not (?:once|at all|any)|never|not a single(?: one)?|nothing|no pain|ingen smarta|(?:ei|en) ?(?:oo|ole|tunnu|tunne)? ?(?:yhtaan|mitaan|ollenkaan|lainkaan)? ?(?:kipua|kipuja|kipuu|sarkya|sarkyja)(?: yhtaan| ollenkaan| lainkaan)?|kivuton|ei tunnu(?: missaan| yhtaan)?|gor inte ont(?: alls)?|ingen smarta alls|no pain at all|doesnt hurt(?: at all)?|kivuton|ei kipuja|ei satu|ei koske)$/;
const mostPossible =
  /\b(?:pahin mahdollinen|kovin mahdollinen|pahimmillaan|maksimi|taysilla|taydet|varsta (?:mojliga|tankbara|smartan)|varst tankbara|maximalt|maximum|worst (?:possible|imaginable|pain|ever)|the worst)\b/;
const halfway =
  /\b(?:puolivali\w*|puoles valissa|puolessa valissa|keskivaihe\w*|mitt emellan|mitten|halfway|in the middle)\b/;

/** Words and signs only, single spaces. */
const words = (plain: string): string => plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** A number said in digits or words; of a range the higher end. */
export function numberIn(text: string, lang?: Language): number | null {
  return bestReading(text, lang, (atoms, plain) => {
    if (noneAtAll.test(words(plain))) return 0;
    const at = atoms.findIndex(isNumber);
    if (at < 0) return onlyOnce(atoms, plain);
    return rangeFrom(atoms, at).high;
  });
}

/** "kerran" is one, and so is a bare Swedish "en". */
function onlyOnce(atoms: readonly Atom[], plain: string): number | null {
  if (/(?:^| )(?:kerran|kertaalleen|yhden kerran|kerra|once|en gang)(?: |$)/.test(words(plain))) return 1;
  return atoms.length === 1 && isMark(atoms[0], 'article') && plain.trim() === 'ett' ? 1 : null;
}

/** A number and, when a dash, "or" or the very next number follows, the end of the range. */
export function rangeFrom(
  atoms: readonly Atom[],
  at: number,
): { readonly low: number; readonly high: number; readonly end: number } {
  const first = atoms[at];
  if (!isNumber(first)) return { low: 0, high: 0, end: at };
  const joined = isMark(atoms[at + 1], 'dash', 'or', 'and');
  const end = joined ? at + 2 : at + 1;
  const second = atoms[end];
  const isRange =
    isNumber(second) && (isMark(atoms[at + 1], 'dash', 'or') || isNextUp(first.value, second.value));
  if (!isRange) return { low: first.value, high: first.value, end: at };
  return { low: Math.min(first.value, second.value), high: Math.max(first.value, second.value), end };
}

const isNextUp = (low: number, high: number): boolean => high === low + 1 && Number.isInteger(low);

/** Bounds of a body temperature that a person can mean. */
const coldest = 25;
const hottest = 45;

/** Degrees Celsius; the higher of several, since the higher is the safer to act on. */
export function temperatureIn(text: string, lang?: Language): number | null {
  return bestReading(text, lang, (atoms, plain, language) => {
    const found = readDegrees(atoms);
    if (found.length > 0) return Math.max(...found);
    const fahrenheit =
      atoms.some((atom) => atom.kind === 'unit' && atom.unit === 'fahrenheit') || language === 'en';
    const warm = fahrenheit ? atoms.filter(isNumber).filter(({ value }) => value >= 93 && value <= 112) : [];
    if (warm.length === 0 || /celsius|aste/.test(plain)) return null;
    return Math.round(((Math.max(...warm.map(({ value }) => value)) - 32) / 1.8) * 10) / 10;
  });
}

function readDegrees(atoms: readonly Atom[]): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const spelled = spelledOut(atoms, at);
    const atom = atoms[at];
    const value = spelled?.value ?? (isNumber(atom) ? atom.value : null);
    if (value === null) continue;
    const end = spelled?.end ?? at;
    if (isTime(atoms[end + 1])) continue;
    // "385" on a thermometer read without its point.
    const whole = value >= 340 && value <= 429 && Number.isInteger(value) ? value / 10 : value;
    if (whole < coldest || whole > hottest) continue;
    const tenth = tenthAfter(atoms, end, whole);
    found.push(tenth === null ? whole : whole + tenth.value / 10);
    at = tenth?.end ?? end;
  }
  return found.map((value) => Math.round(value * 100) / 100);
}

const isTime = (atom: Atom | undefined): boolean =>
  atom?.kind === 'unit' && atom.unit !== 'degree' && atom.unit !== 'fahrenheit';

/** "kolme kasi" is 38: degrees read digit by digit. */
function spelledOut(
  atoms: readonly Atom[],
  at: number,
): { readonly value: number; readonly end: number } | null {
  const [tens, ones] = [atoms[at], atoms[at + 1]];
  if (!isNumber(tens) || !isNumber(ones) || (tens.value !== 3 && tens.value !== 4)) return null;
  const isDigits = Number.isInteger(ones.value)
    ? ones.value >= 0 && ones.value <= 9
    : ones.value > 0 && ones.value < 10;
  return isDigits ? { value: tens.value * 10 + ones.value, end: at + 1 } : null;
}

/** The tenth in "kolkytkaheksan seittemän" and "37 ja 8". */
function tenthAfter(
  atoms: readonly Atom[],
  at: number,
  whole: number,
): { readonly value: number; readonly end: number } | null {
  if (!Number.isInteger(whole)) return null;
  let end = at + 1;
  while (isMark(atoms[end], 'and', 'comma', 'point', 'stop') || isDegree(atoms[end])) end++;
  const tenth = atoms[end];
  if (!isNumber(tenth) || !Number.isInteger(tenth.value) || tenth.value < 0 || tenth.value > 9) return null;
  return isTime(atoms[end + 1]) ? null : { value: tenth.value, end };
}

const isDegree = (atom: Atom | undefined): boolean => atom?.kind === 'unit' && atom.unit === 'degree';

/** What only names the scale: "asteikolla 0–10", "kautta kymmenen", "out of ten". */
const scaleNames: readonly RegExp[] = [
  /\b(?:asteikol\w*|skala[n]?|scale)(?: (?:of|fran|from))?[ :]*(?:(?:0|1|noll\w*|yhde\w*|yks\w*|ykko\w*|en|ett|noll|zero|one)\s*(?:[-–—]|\.\.|viiva|to|till)?\s*)?(?:10|kymmen\w*|kymppi\w*|tio|ten)?\b/g,
  /\s*(?:\/|\bkautta\b|\bper\b|\bout of\b|\bof\b|\bav\b)\s*(?:10|kymmene\w*|kymp\w*|tio|ten)\b/g,
  /\b(?:kympista|kymmenesta|kymmenest|kympist)\b/g,
];

/** 0–10; of a range the higher end, since the higher is the safer to act on. */
export function scaleIn(text: string, lang?: Language): number | null {
  const plain = scaleNames.reduce((rest, form) => rest.replace(form, ' '), text.slice(0, 300).toLowerCase());
  const named = bestReading(plain, lang, (atoms) => {
    const at = atoms.findIndex((atom) => isNumber(atom) && atom.value >= 0 && atom.value <= 10);
    return at < 0 ? null : rangeFrom(atoms, at).high;
  });
  if (named !== null) return named <= 10 ? named : null;
  return bestReading(text, lang, (_, folded) => {
    if (noneAtAll.test(words(folded))) return 0;
    if (/^\W*(?:kymppi|kympista|kymmenesta|10)\W*$/.test(folded) || mostPossible.test(folded)) return 10;
    return halfway.test(folded) ? 5 : null;
  });
}
