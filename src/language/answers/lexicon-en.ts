/** English number, time and measure words as atoms, for what the recognizer suite does not read. */
import { type Atom, type Lexicon, mark, number, times, type Unit, unit } from './atoms.ts';

const values = new Map<string, Atom>([
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, value) => [word, number(value)] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, number((index + 2) * 10, 10)] as const),
  ['fourty', number(40, 10)],
  ['nil', number(0)],
  ['hundred', times(100)],
  ['thousand', times(1000)],
  ['million', times(1_000_000)],
  ['dozen', times(12)],
  ['couple', number(2)],
  ['twice', number(2)],
  ['once', number(1)],
  ['thrice', number(3)],
  ['half', number(0.5)],
  ['quarter', number(0.25)],
]);

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:y|yr|yrs|yo|year|years|yearold|yearsold)$/, 'year'],
  [/^(?:mo|mos|mth|mths|month|months)$/, 'month'],
  [/^(?:w|wk|wks|week|weeks)$/, 'week'],
  [/^(?:d|day|days)$/, 'day'],
  [/^(?:h|hr|hrs|hour|hours)$/, 'hour'],
  [/^(?:min|mins|minute|minutes)$/, 'minute'],
  [/^(?:c|deg|degree|degrees|celsius|centigrade)$/, 'degree'],
  [/^(?:f|fahrenheit)$/, 'fahrenheit'],
];

const marks = new Map<string, Atom>(
  Object.entries({
    a: mark('article'),
    an: mark('article'),
    and: mark('and'),
    or: mark('or'),
    to: mark('dash'),
    point: mark('point'),
    minus: mark('minus'),
    few: mark('few'),
    under: mark('below'),
    ago: mark('ago'),
  }),
);

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/^(?:first|1st)$/, 1],
  [/^(?:second|2nd)$/, 2],
  [/^(?:third|3rd)$/, 3],
  [/^fourth$/, 4],
  [/^fifth$/, 5],
  [/^sixth$/, 6],
  [/^seventh$/, 7],
  [/^eighth$/, 8],
  [/^ninth$/, 9],
  [/^tenth$/, 10],
];

const fillers = new Set(
  (
    'about around roughly approximately nearly almost over maybe some of old im i am is are he she it its was were has have had been the ' +
    'my for since on at in just only now already turned turning temp temperature fever reading shows times time euros than more less least most ' +
    'like say probably out scale baby boy girl man woman mum dad son daughter past last whole good bit so'
  ).split(' '),
);

/** English atoms of a folded word; an unknown word comes back as itself. */
export const english: Lexicon = (word) => {
  const fixed = marks.get(word) ?? values.get(word);
  if (fixed !== undefined) return [fixed];
  for (const [form, value] of ordinals)
    if (form.test(word)) return [{ kind: 'ordinal', value, under: false }];
  for (const [form, name] of units)
    if (form.test(word)) return [unit(name, word.length > 3 && !word.endsWith('s') && !word.endsWith('old'))];
  if (word === 'fortnight') return [number(2), unit('week')];
  if (word === 'of') return [];
  if (fillers.has(word)) return [mark('filler')];
  const joined =
    /^(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)$/.exec(
      word,
    );
  const [tens, ones] = [values.get(joined?.[1] ?? ''), values.get(joined?.[2] ?? '')];
  return tens !== undefined && ones !== undefined ? [tens, ones] : [{ kind: 'word', text: word }];
};
