/** Finnish number, time and measure words, spoken and written, as atoms. */
import { type Atom, type Lexicon, mark, number, times, type Unit, unit } from './atoms.ts';
import { nearest } from './nearest.ts';

/** Parts of compound numerals, tried in this order at each place of a folded word. */
const parts: readonly (readonly [string, Atom])[] = [
  ['puol[ie]?n?t[ao]?[ao]?ista|puolitois[t]?a?|puolt?oi?st?a?|puolento[ie]sta|puolessatoista', number(1.5)],
  ['puolisen|puolise', number(0.5)],
  ['parisen|parise|pari(?=sa[dt]|k[yu]|tuha)', number(2)],
  ['kolmisen', number(3)],
  ['nelisen', number(4)],
  ['viitisen', number(5)],
  ['kuutisen', number(6)],
  ['sei[ht]t?s?emisen|seittemisen', number(7)],
  ['ka[h]?d?eksisen|kasisen', number(8)],
  ['yh?d?eksisen', number(9)],
  ['kymmenisen|kymmenkunta|kymmenkunna', number(10)],
  ['satakunta|satakunna', number(100)],
  [
    'kymmen(?:ta|tta|ten)|kymment|kyment[at]?a?|kymppia|kymppii|kymppi(?=nen|s)|kk?yta|kytta|kk?yt|kut(?!o)',
    times(10),
  ],
  ['ka[h]?d?eksikko|kasi|kassi(?=kyt)', number(8)],
  ['ysi', number(9)],
  ['ka(?:hd|h|d)?eksa[nm]?|ka(?:hd|h)eks|kaeksa[n]?', number(8)],
  ['y(?:hd|h)eksa[nm]?|y(?:hd|h)eks', number(9)],
  ['ykko(?=nen|s)|yksi|yks|yhden|yhen|yhde|yhe(?=en|sta|ss)|yhta|yht(?=een)', number(1)],
  [
    'kakko(?=nen|s)|kaksi|kaks|kahden|kahen|kahde|kahe(?=sti|en|lla|ssa|sta)|kahta|kaht(?=een)|kak(?=k[yu])|kas(?=kyt)',
    number(2),
  ],
  ['kolmo(?=nen|s)|kol[oe]?men?|kolmi|kol[oe]?m|kol(?=kk?[yu])', number(3)],
  ['nelo(?=nen|s)|nel[ei]?j[a]n?|nel[ei]?j|neli|nel(?=k[yu])', number(4)],
  [
    'vii?to(?=nen|s)|viiden|viijen|viien|viide|viije|viitt?a(?!s)|viit(?=een)|viisi|viis|vii(?=sat|skyt)',
    number(5),
  ],
  ['kuu?to(?=nen|s)|kuuden|kuuven|kuuen|kuude|kuutta|kuut(?=een)|kuusi|kuus', number(6)],
  [
    'seiska|seisko|sei[ht]?t?s?em[am]?[an]?n?|sei[ht]?t?semma?n?|seitsen|seittema?n?|seitt?(?=k[yu])|seit(?=k[yu])',
    number(7),
  ],
  ['toi?s?eista|to[ie]sta|to[ie]st|tois(?!e)', mark('teen')],
  ['kymppi|kymp[ip]?(?=in|ill|ist|pii)|kyba|kymmenen|kymmenn?e|kymmen', number(10)],
  ['nolla|noll', number(0)],
  ['satanen|satase|satku|sat+oo|sadan|sataa|sata|sato[ao]|sada', times(100)],
  ['tuhatta|tuhat[a]?|tuhannen|tuhanne|tuhtaa|tonnia|tonnii|tonnin|tonni', times(1000)],
  ['miljoonaa|miljoonan|miljoona|miljuuna', times(1_000_000)],
];
const compiled = parts.map(([source, atom]) => [new RegExp(source, 'y'), atom] as const);

/** Case endings and particles a numeral may carry. */
const ending =
  /^(?:nen|s\w{0,4}|n|a|aa|an|aan|ta|tta|ssa|sta|st|lla|lta|lle|ksi|na|en|in|een|seen|kin|ki|kaan|kaa|han|i|ii|ia|iin|t|sti|on|o|e|ee)$/;
/** Words that begin like numerals and are none. */
const noNumerals =
  /^(?:yksin\w*|yht[a]?[ai]?an|yhta|yhdessa|yhessa|yhes|yhteen\w+|viisas\w*|viisaa\w*|kuusikko|kaksos\w*|kasiko\w*|kasiin|kasissa|kasista|nelio\w*|tois(?:sa\w*|een|iin|illa|et|in|ta|t|inaan)?|toist\w*|seisk?om\w*|seist\w*|seis|kolmas|kolmat\w*|satoi|sade|sadetta|kympis)$/;

const units: readonly (readonly [RegExp, Unit])[] = [
  [
    /^(?:v|vee|veet|veen|vuo(?:si\w*|s|tta|ttoo?|tt|den|en|ven|ves|dessa|desta|ti(?:as|aa\w*|nen|s\w*|sta)|teen|sikas|sikkaa)|vuen|vuetta|vuuva)$/,
    'year',
  ],
  [
    /^(?:kk|kk:?[a-z]{1,4}|kuukau[dts]\w*|kuukaus|kuuk|kuu(?:ta|n)|kui(?:nen|sen|set|selle|sesta|nenki|ne)|kuu|kuukkautta)$/,
    'month',
  ],
  [/^(?:vk|vko|vkoa|vkon|vkoo|viik(?:k?o|ko|o)\w*|viikkk?o\w*)$/, 'week'],
  [
    /^(?:pv|pva|pvaa|pvan|pv\w{1,2}|pa[ie]v(?!yst|it|akot)\w*|paeve\w*|piiv\w*|vrk\w{0,3}|vuorokau\w*|peiva\w*)$/,
    'day',
  ],
  [/^(?:h|t|tunti\w*|tunni\w*|tuntti\w*|tuntii|tuntia|tuntista|tiima\w*)$/, 'hour'],
  [/^(?:min|minuut\w*|minsa\w*|minuu\w*)$/, 'minute'],
  [/^(?:c|aste\w*|asteh\w*|celsius\w*|astet)$/, 'degree'],
  [/^(?:f|fahrenheit\w*)$/, 'fahrenheit'],
];
/** Forms that mean one of the unit when no number stands before. */
const bareForm =
  /^(?:vuosi|vuos|vuoden|vuen|vuuven|vuosikas|kuukausi|kuukaus|kuukauden|kuukauen|kuukauven|viikko|viikon|viikonki|paiva|paivan|paeva|paevan|vuorokausi|vuorokauden|vrk|tunti|tunnin|tunnin|tuntti)$/;

const ordinals: readonly (readonly [RegExp, number])[] = [
  [/^(?:ensimma(?:inen|ista|isella|isen)|ensim(?:mainen|aista)|eka|ekaa|ekan)$/, 1],
  [/^(?:toinen|toista|toesta|toka|tokaa|toist)$/, 2],
  [/^kol[oe]?ma(?:s|tta|t|nnen|nsii|nnella)$/, 3],
  [/^nel[ei]?ja(?:s|tta|t|nnen)$/, 4],
  [/^vii(?:des|detta|jes|es|dennen|jetta|etta)$/, 5],
  [/^kuu(?:des|detta|ves|es|dennen|etta)$/, 6],
  [/^sei[ht]?t?[ts]?ema(?:s|tta|nnen)$/, 7],
  [/^ka(?:hd|h)eksa(?:s|tta)$/, 8],
  [/^y(?:hd|h)eksa(?:s|tta)$/, 9],
  [/^kymmene(?:s|tta)$/, 10],
];

const marks = new Map<string, Atom>(
  Object.entries({
    ja: mark('and'),
    seka: mark('and'),
    tai: mark('or'),
    vai: mark('or'),
    taikka: mark('or'),
    elikka: mark('filler'),
    ellei: mark('or'),
    viiva: mark('dash'),
    pilkku: mark('point'),
    pilikku: mark('point'),
    pilkkua: mark('point'),
    koma: mark('point'),
    komma: mark('point'),
    piste: mark('point'),
    miinus: mark('minus'),
    pakkasta: mark('filler'),
    muutama: mark('few'),
    muutaman: mark('few'),
    muutamia: mark('few'),
    muutamaa: mark('few'),
    muutoma: mark('few'),
    alle: mark('below'),
    sitten: mark('ago'),
    sit: mark('ago'),
    puoli: number(0.5),
    puol: number(0.5),
    puolen: number(0.5),
    puolta: number(0.5),
    puoltaki: number(0.5),
    puolikas: number(0.5),
    puolikkaan: number(0.5),
    vartin: number(0.25),
    vartti: number(0.25),
    pari: number(2),
    parin: number(2),
    paria: number(2),
    parii: number(2),
    paari: number(2),
    tusina: times(12),
    tusinan: times(12),
    tusinaa: times(12),
  }),
);

const fillers = new Set(
  (
    'noin n suunnilleen about arviolta ehka melkein lahes vajaa reilu reilut reilun vajaan runsas yli vanha vanhaa vanhat vanhana ' +
    'ikainen ikanen ikaista ikaa ikaisena iassa oon olen on oli ollut ollu olis ois olisi ma mie mina me mulla minulla mun se hannella han nyt jo vasta ' +
    'vissiin varmaan ainakin kuume kuumetta kuumeen mittari mittarissa nayttaa nayttai naytti mitattu mitattiin lampo lammot kertaa kerran ' +
    'krt kpl kappaletta euroa e asteikolla asteikko kautta jotain jotaki jossain luokkaa paikkeilla tienoilla kieppeilla korvilla hujakoilla ajan verran kestanyt kestany ' +
    'alkanut alkoi lahtien lahin asti saakka kohta pian just juuri nainen mies poika tytto lapsi vauva vaari mummo aiti isa likka tytar taytin taytti tayttanyt ' +
    'taytan tayttaa ens viime tama tana koko no joo siis sellaset semmoset semmonen sanoisin sanosin tais taitaa olla varmasti aika vahan kipu kivut sarky numero nro piippaa ' +
    'tuli tullut jatkunut jatkunu vaivannut vaivannu sairastanut kuumeessa kipeana kipeena mennyt menny tasan'
  ).split(' '),
);

/** Spelled-out forms a mistyped word may mean. */
const spellings = new Map<string, readonly Atom[]>(
  (
    'yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen nolla yksitoista kaksitoista kolmetoista neljätoista viisitoista ' +
    'kuusitoista seitsemäntoista kahdeksantoista yhdeksäntoista kaksikymmentä kolmekymmentä neljäkymmentä viisikymmentä kuusikymmentä ' +
    'seitsemänkymmentä kahdeksankymmentä yhdeksänkymmentä viikkoa kuukautta päivää tuntia vuotta astetta kuukausi viikon puolitoista'
  )
    .split(' ')
    .flatMap((word) => {
      const plain = word.replaceAll('ä', 'a').replaceAll('ö', 'o');
      const atoms = plain.length >= 6 ? readKnown(plain) : null;
      return atoms === null ? [] : [[plain, atoms] as const];
    }),
);

/** Finnish atoms of a folded word; an unknown word comes back as itself. */
export const finnish: Lexicon = (word) => {
  const known = readKnown(word);
  if (known !== null) return known;
  if (fillers.has(word)) return [mark('filler')];
  return (
    (word.length >= 6 && !noNumerals.test(word) ? nearest(spellings, word) : null) ?? [
      { kind: 'word', text: word },
    ]
  );
};

function readKnown(word: string): readonly Atom[] | null {
  const fixed = marks.get(word);
  if (fixed !== undefined) return [fixed];
  for (const [form, value] of ordinals) {
    if (form.test(word)) return [{ kind: 'ordinal', value, under: /(?:t+a?|aa)$/.test(word) }];
  }
  const alone = readUnit(word);
  if (alone !== null) return [alone];
  if (noNumerals.test(word)) return null;
  return readNumeral(word);
}

function readUnit(word: string): Atom | null {
  for (const [form, name] of units) if (form.test(word)) return unit(name, bareForm.test(word));
  return null;
}

function readNumeral(word: string): readonly Atom[] | null {
  const half = /^(?:puoli|puol|pari|yhden|parin)(?=vuo|kuu|viik|paiv|tun|vee)/.exec(word)?.[0];
  if (half !== undefined) {
    const after = readUnit(word.slice(half.length));
    const value = half.startsWith('puol') ? 0.5 : half.startsWith('pari') ? 2 : 1;
    return after === null ? null : [number(value), after];
  }
  const atoms: Atom[] = [];
  let at = 0;
  while (at < word.length) {
    const rest = word.slice(at);
    if (atoms.length > 0) {
      const after = readUnit(rest);
      if (after !== null && rest.length > 1) return [...atoms, after];
    }
    const next = partAt(word, at, atoms.at(-1));
    if (next === null) break;
    atoms.push(next.atom);
    at = next.end;
  }
  if (atoms.length === 0) return null;
  const rest = word.slice(at);
  if (rest === '' || ending.test(rest)) return decade(atoms, word);
  const after = readUnit(rest);
  return after === null ? null : [...atoms, after];
}

/** "nelikymppinen" is forty years of age. */
function decade(atoms: readonly Atom[], word: string): readonly Atom[] {
  return /.kymppi(?:nen|s\w*)$/.test(word) ? [...atoms, unit('year')] : atoms;
}

function partAt(word: string, at: number, before: Atom | undefined): { atom: Atom; end: number } | null {
  for (const [form, atom] of compiled) {
    form.lastIndex = at;
    const match = form.exec(word);
    if (match === null || match[0] === '') continue;
    if (atom.kind === 'mark' && before?.kind !== 'number') continue;
    const end = at + match[0].length;
    // "kolmenkymmenen": after a unit, ten multiplies.
    const isTen =
      atom.kind === 'number' && atom.value === 10 && before?.kind === 'number' && before.value < 10;
    return { atom: isTen ? times(10) : atom, end };
  }
  return null;
}
