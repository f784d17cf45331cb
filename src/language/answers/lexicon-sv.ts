/** Swedish number, time and measure words, Finland's spoken forms included, as atoms. */
import { type Atom, type Lexicon, mark, number, times, type Unit, unit } from './atoms.ts';

const parts: readonly (readonly [string, Atom])[] = [
  ['halvt?annan|halvt?annat|halvanna', number(1.5)],
  ['tretton|trettan', number(13)],
  ['fjorton|fjortan', number(14)],
  ['femton|femtan', number(15)],
  ['sexton|sextan', number(16)],
  ['sjutton|sjuttan', number(17)],
  ['aderton|arton|adertan', number(18)],
  ['nitton|nittan', number(19)],
  ['tjugo|tjugu|tjuge|tju(?=e|en|tva|tre|fyra|fem|sex|sju|atta|nie)', number(20, 10)],
  ['trettio|tretti', number(30, 10)],
  ['fyrtio|fortio|forti|fyrti', number(40, 10)],
  ['femtio|femti', number(50, 10)],
  ['sextio|sexti', number(60, 10)],
  ['sjuttio|sjutti', number(70, 10)],
  ['attio|atti(?=o|$|et|en|tva|tre|fy|fe|se|sju|a|n|ar)', number(80, 10)],
  ['nittio|nitti', number(90, 10)],
  ['hundra', times(100)],
  ['tusen', times(1000)],
  ['miljoner|miljon', times(1_000_000)],
  ['noll', number(0)],
  ['elva', number(11)],
  ['tolv', number(12)],
  ['tvaan|tvaa(?!r)|tva|tvo|tu(?=hundra|tusen)', number(2)],
  ['trean|trea(?!r)|tre|tri', number(3)],
  ['fyran|fyra|fyr', number(4)],
  ['femman|femma(?!r)|fem', number(5)],
  ['sexan|sexa(?!r)|sex', number(6)],
  ['sjuan|sjua(?!r)|sju', number(7)],
  ['attan|atta|atte', number(8)],
  ['nian|nia(?!r)|nio|nie', number(9)],
  ['tian|tia(?!r)|tio|tie', number(10)],
  ['ettan|etta(?!r)|ett|ent?', number(1)],
];
const compiled = parts.map(([source, atom]) => [new RegExp(source, 'y'), atom] as const);

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:ar|aret|ars|arig|ariga|aring|aringen|aringar)$/, 'year'],
  [/^(?:man|manad\w*|mana|manar)$/, 'month'],
  [/^(?:v|vecka|veckan|veckor|veckors|veckorna|veckogammal|vko|veck|veckos)$/, 'week'],
  [/^(?:dag|dagar|dagars|dagarna|dagen|dygn|dygnet|dar)$/, 'day'],
  [/^(?:h|t|tim|timme|timma|timmar|timmars|timmen)$/, 'hour'],
  [/^(?:min|minut|minuter)$/, 'minute'],
  [/^(?:c|grad|grader|celsius)$/, 'degree'],
  [/^(?:f|fahrenheit)$/, 'fahrenheit'],
];
const bareForm = /^(?:vecka|dygn|manad|timme|timma)$/;

const marks = new Map<string, Atom>(
  Object.entries({
    en: mark('article'),
    ett: mark('article'),
    och: mark('and'),
    o: mark('and'),
    eller: mark('or'),
    komma: mark('point'),
    punkt: mark('point'),
    minus: mark('minus'),
    till: mark('dash'),
    halv: number(0.5),
    halva: number(0.5),
    halvt: number(0.5),
    par: number(2),
    dussin: times(12),
    nagra: mark('few'),
    under: mark('below'),
    sedan: mark('filler'),
    sen: mark('filler'),
    dubbelt: number(2),
  }),
);

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/^(?:forsta|1a)$/, 1],
  [/^(?:andra|2a)$/, 2],
  [/^tredje$/, 3],
  [/^fjarde$/, 4],
  [/^femte$/, 5],
  [/^sjatte$/, 6],
  [/^sjunde$/, 7],
  [/^attonde$/, 8],
  [/^nionde$/, 9],
  [/^tionde$/, 10],
];

const fillers = new Set(
  (
    'cirka ca ungefar runt kring omkring nastan drygt knappt over gammal gammalt gamla ar jag han hon det den hade har haft ' +
    'feber febern temp temperaturen temperatur visar matte matt gang ganger i pa av skalan nu redan bara snart fyllt fyllde blev blir ' +
    'kanske minst hogst ungefar senaste hela sa ja jo kanns som barnet min mamma pappa flicka pojke kvinna man euro st stycken pensionar'
  ).split(' '),
);

/** Swedish atoms of a folded word; an unknown word comes back as itself. */
export const swedish: Lexicon = (word) => {
  const fixed = marks.get(word);
  if (fixed !== undefined) return [fixed];
  for (const [form, value] of ordinals)
    if (form.test(word)) return [{ kind: 'ordinal', value, under: false }];
  const alone = readUnit(word);
  if (alone !== null) return [alone];
  if (/^(?:halvar|halvaret|halvars|halvaring)$/.test(word)) return [number(0.5), unit('year')];
  if (/^halvtimme/.test(word)) return [number(0.5), unit('hour')];
  if (fillers.has(word)) return [mark('filler')];
  return readNumeral(word) ?? [{ kind: 'word', text: word }];
};

function readUnit(word: string): Atom | null {
  for (const [form, name] of units) if (form.test(word)) return unit(name, bareForm.test(word));
  return null;
}

function readNumeral(word: string): readonly Atom[] | null {
  const atoms: Atom[] = [];
  let at = 0;
  while (at < word.length) {
    const after = atoms.length > 0 ? readUnit(word.slice(at)) : null;
    if (after !== null) return [...atoms, after];
    const found = compiled.find(([form]) => {
      form.lastIndex = at;
      return form.test(word);
    });
    if (found === undefined) return word.slice(at) === 'tal' ? atoms : null;
    atoms.push(found[1]);
    at = found[0].lastIndex;
  }
  return atoms;
}
