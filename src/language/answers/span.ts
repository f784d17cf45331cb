/** Ages and durations: numbers with a unit of time, and the ways people name a time without a number. */
import type { Language } from '../../content/schema.ts';
import type { Atom, Unit } from './atoms.ts';
import { rangeFrom } from './quantity.ts';
import { bestReading } from './reading.ts';

export type Age = { readonly years: number } | { readonly months: number } | { readonly weeks: number };
export type Duration =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number };

interface Span {
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
  /** How it was said: with a number, by its ordinal ("toista viikkoa"), or by the unit alone ("viikon"). */
  readonly said: 'number' | 'ordinal' | 'alone';
  readonly ago: boolean;
  readonly below: boolean;
  readonly start: number;
  readonly end: number;
}

const isNumber = (atom: Atom | undefined): atom is Extract<Atom, { kind: 'number' }> =>
  atom?.kind === 'number';
const isMark = (atom: Atom | undefined, ...names: readonly string[]): boolean =>
  atom?.kind === 'mark' && names.includes(atom.mark);

/** Every number with its unit, in order. */
function spansIn(atoms: readonly Atom[]): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < atoms.length; at++) {
    const span = numberedSpan(atoms, at) ?? ordinalSpan(atoms, at) ?? aloneSpan(atoms, at);
    if (span === null) continue;
    spans.push(withHalf(atoms, span));
    at = span.end;
  }
  return spans;
}

function unitAt(atoms: readonly Atom[], from: number): { readonly unit: Unit; readonly at: number } | null {
  let at = from;
  while (isMark(atoms[at], 'dash')) at++;
  const atom = atoms[at];
  return atom?.kind === 'unit' && atom.unit !== 'degree' && atom.unit !== 'fahrenheit'
    ? { unit: atom.unit, at }
    : null;
}

function spanAt(
  atoms: readonly Atom[],
  start: number,
  end: number,
  rest: Pick<Span, 'low' | 'high' | 'unit' | 'said'>,
): Span {
  return {
    ...rest,
    start,
    end,
    ago: isMark(atoms[end + 1], 'ago'),
    below: isMark(atoms[start - 1], 'below'),
  };
}

function numberedSpan(atoms: readonly Atom[], at: number): Span | null {
  if (isMark(atoms[at], 'few')) {
    const after = unitAt(atoms, at + 1);
    return after === null
      ? null
      : spanAt(atoms, at, after.at, { low: 3, high: 3, unit: after.unit, said: 'number' });
  }
  if (!isNumber(atoms[at])) return null;
  const range = rangeFrom(atoms, at);
  const after = unitAt(atoms, range.end + 1);
  return after === null
    ? null
    : spanAt(atoms, at, after.at, { low: range.low, high: range.high, unit: after.unit, said: 'number' });
}

/** "toista viikkoa" is more than one week, the second not yet over; "kolmas päivä" is the third day. */
function ordinalSpan(atoms: readonly Atom[], at: number): Span | null {
  const atom = atoms[at];
  if (atom?.kind !== 'ordinal') return null;
  const after = unitAt(atoms, at + 1);
  if (after === null) return null;
  const value = Math.max(1, atom.under ? atom.value - 1 : atom.value);
  return spanAt(atoms, at, after.at, { low: value, high: value, unit: after.unit, said: 'ordinal' });
}

/** "viikon", "a week", and "viikko tai kaksi". */
function aloneSpan(atoms: readonly Atom[], at: number): Span | null {
  const atom = atoms[at];
  if (atom?.kind !== 'unit' || !atom.bare || atom.unit === 'degree') return null;
  const step = isMark(atoms[at + 1], 'or', 'dash') ? 2 : 1;
  const more = atoms[at + step];
  const after = atoms[at + step + 1];
  const goesOn =
    isNumber(more) &&
    more.value > 1 &&
    more.value < 10 &&
    after?.kind !== 'unit' &&
    (step === 2 || more.value <= 2);
  const end = goesOn ? at + step : at;
  return spanAt(atoms, at, end, {
    low: 1,
    high: goesOn ? more.value : 1,
    unit: atom.unit,
    said: goesOn ? 'number' : 'alone',
  });
}

/** "a year and a half", "vuosi ja puoli". */
function withHalf(atoms: readonly Atom[], span: Span): Span {
  const half = atoms[span.end + 2];
  const added =
    isMark(atoms[span.end + 1], 'and') &&
    isNumber(half) &&
    half.value === 0.5 &&
    atoms[span.end + 3]?.kind !== 'unit';
  return added
    ? { ...span, low: span.low + 0.5, high: span.high + 0.5, end: span.end + 2, said: 'number' }
    : span;
}

const inMonths: Readonly<Partial<Record<Unit, number>>> = {
  year: 12,
  month: 1,
  week: 12 / 52,
  day: 12 / 365,
};
const inHours: Readonly<Partial<Record<Unit, number>>> = {
  minute: 1 / 60,
  hour: 1,
  day: 24,
  week: 168,
  month: 730,
  year: 8760,
};
const sizes: readonly Unit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];
const smaller = (left: Unit, right: Unit): boolean => sizes.indexOf(left) < sizes.indexOf(right);

/** The first span with a number of its own or behind it: "vuoden ja kaks kuukautta". */
function measured(spans: readonly Span[], atoms: readonly Atom[]): Span | undefined {
  return spans.find(
    (span) => span.said === 'number' || (span.said === 'alone' && continued(spans, span, atoms) !== null),
  );
}

/** The span that follows at once and adds to the first: "2 v 3 kk". */
function continued(spans: readonly Span[], first: Span, atoms: readonly Atom[]): Span | null {
  const next = spans[spans.indexOf(first) + 1];
  if (next === undefined || !smaller(next.unit, first.unit) || next.said === 'ordinal') return null;
  const between = atoms.slice(first.end + 1, next.start);
  return between.every((atom) => isMark(atom, 'and', 'comma', 'filler')) ? next : null;
}

const newborn =
  /vastasynt|\bjuuri synt|\b(?:eilen|tanaan) synt|\bsynty\w* (?:eilen|tanaan)|nyfodd|nyfott|newborn|new born|\bjust born/;
const birthYear = /\bsynt|\bvuosimalli|\bvm\b|\bfodd\w* (?:ar )?\d|\bborn (?:in )?\d|\b(?:19|20)\d\d\b/;
const wrongKind = /luokka|luokalla|\bluokan|\bklass|\bgrade\b|asteella/;

/** Age in years when whole, in months or weeks when younger; of a range the lower end, the safer to act on. */
export function ageIn(text: string, lang?: Language): Age | null {
  return bestReading(text, lang, (atoms, plain) => {
    if (newborn.test(plain)) return { weeks: 0 };
    const spans = spansIn(atoms).filter(
      (span) => !span.ago && span.unit !== 'hour' && span.unit !== 'minute',
    );
    const first = measured(spans, atoms);
    if (first !== undefined) return ageOf(first, continued(spans, first, atoms));
    if (wrongKind.test(plain)) return null;
    const at = atoms.findIndex((atom, index) => isNumber(atom) && unitAt(atoms, index + 1) === null);
    if (at >= 0)
      return birthYear.test(plain) ? null : bareAge(rangeFrom(atoms, at).low, isMark(atoms[at - 1], 'below'));
    const alone = spans.find((span) => span.said === 'alone');
    return alone === undefined || /\b(?:viime|forra|last|ens|ensi|nasta|next)\b/.test(plain)
      ? null
      : ageOf(alone, continued(spans, alone, atoms));
  });
}

function bareAge(value: number, below: boolean): Age | null {
  return value < 0 || value > 125 ? null : ageOf({ low: value, high: value, unit: 'year', below }, null);
}

function ageOf(span: Pick<Span, 'low' | 'high' | 'unit' | 'below'>, more: Span | null): Age | null {
  // "Under three months" is not three months: the lower is the safer reading.
  const value = span.below && Number.isInteger(span.low) && span.low > 1 ? span.low - 1 : span.low;
  if (span.unit === 'year' && span.below && span.low === 1) return { months: 11 };
  if (span.unit === 'year' && value > 125) return null;
  if (more !== null && (span.unit === 'year' || span.unit === 'month')) {
    const months = value * (inMonths[span.unit] ?? 0) + more.low * (inMonths[more.unit] ?? 0);
    return span.unit === 'month' || months < 1
      ? { months: Math.floor(months) }
      : { months: Math.floor(months + 0.01) };
  }
  switch (span.unit) {
    case 'year':
      return Number.isInteger(value) ? { years: value } : { months: Math.round(value * 12) };
    case 'month':
      return Number.isInteger(value) ? { months: value } : { weeks: Math.floor(value * 4.345) };
    case 'week':
      return { weeks: Math.floor(value) };
    default:
      return span.unit === 'day' ? { weeks: Math.floor(value / 7) } : null;
  }
}

/** Times named without a number. The hours of a part of a day are round figures, not clock time. */
const named: readonly (readonly [RegExp, Duration])[] = [
  [/\btoissa ?paiv|\btoispaiv|\btoissailta|\btoissayo|\bi ?forrgar|\bday before yesterday/, { days: 2 }],
  [/\beilis|\beilen|\beile\b|\beilesta|\bi ?gar\b|\bigar|\byesterday/, { days: 1 }],
  [/\btoissa ?viiko|\bforrforra veckan/, { weeks: 2 }],
  [/\bviime ?viiko|\bforra veckan|\bforra vecka|\blast week/, { weeks: 1 }],
  [/\bviime ?kuu|\bforra manad|\blast month/, { months: 1 }],
  [/\bviime ?vuo|\bforra aret|\bi fjol|\blast year/, { months: 12 }],
  [
    /\bkoko yo|\bviime yo|\byosta|\byost\b|\byolla|\bviimeyo|\bi ?natt\b|\bhela natten|\blast night|\bovernight|\ball night/,
    { hours: 12 },
  ],
  [
    /\b(?:aamu(?:sta|st|lla|l|yosta|paivasta)|aamust|aamusest|tana aamuna|tast aamust|i ?morse|this morning|morning)\b|\bsen morgonen/,
    { hours: 8 },
  ],
  [/\billasta|\billalla|\bi ?gar kvall|\blast evening/, { hours: 12 }],
  [/\bkoko paiva|\bhela dan|\bhela dagen|\ball day/, { hours: 24 }],
  [/\bviikonlop|\bi helgen|\bhelgen|\bweekend/, { days: 2 }],
  [/\btanaan|\btan[ae]?an|\btasta paivasta|\bi ?dag\b|\btoday/, { hours: 8 }],
  [
    /\baske[nt]|\bjuuri asken|\bjust nu\b|\bnyss|\bright now|\bjust now|\bhetki sitten|\bhetken/,
    { hours: 1 },
  ],
];

/** Since when, or how long; of a range the longer, the safer to act on. */
export function durationIn(text: string, lang?: Language): Duration | null {
  return bestReading(text, lang, (atoms, plain) => {
    const spans = spansIn(atoms);
    const first = measured(spans, atoms);
    if (first !== undefined) return durationOf(first, continued(spans, first, atoms));
    const ordinal = spans.find((span) => span.said === 'ordinal');
    if (ordinal !== undefined) return durationOf(ordinal, null);
    const relative = named.find(([form]) => form.test(plain));
    if (relative !== undefined) return relative[1];
    const alone = spans.find((span) => span.said === 'alone');
    return alone === undefined ? null : durationOf(alone, continued(spans, alone, atoms));
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;

function durationOf(span: Span, more: Span | null): Duration | null {
  if (span.high < 0) return null;
  if (more !== null) return sumOf(span, more);
  const value = round(span.high);
  switch (span.unit) {
    case 'minute':
      return { hours: round(value / 60) };
    case 'hour':
      return { hours: value };
    case 'day':
      return value < 1 ? { hours: round(value * 24) } : { days: value };
    case 'week':
      return { weeks: value };
    case 'month':
      return value < 1 ? { weeks: Math.round(value * 4) } : { months: value };
    default:
      return { months: round(value * 12) };
  }
}

/** Two spans together, in the smaller one's unit. */
function sumOf(span: Span, more: Span): Duration {
  const hours = span.high * (inHours[span.unit] ?? 0) + more.high * (inHours[more.unit] ?? 0);
  if (more.unit === 'minute' || more.unit === 'hour') return { hours: round(hours) };
  if (span.unit === 'year' && more.unit === 'month') return { months: round(span.high * 12 + more.high) };
  return { days: Math.round(hours / 24) };
}
