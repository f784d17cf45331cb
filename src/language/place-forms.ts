/** Finnish and Swedish forms of place names: stems by consonant gradation, and the endings that follow them. */

/** What a form says: where (in), from where, to where, whose, or nothing (base). */
export type PlaceCase = 'base' | 'in' | 'from' | 'to' | 'genitive' | 'other' | 'native';

/** Inner local cases end in -ssa, -sta and -Vn; outer ones in -lla, -lta and -lle. */
export type PlaceSide = 'inner' | 'outer' | null;

export interface Ending {
  readonly case: PlaceCase;
  readonly side: PlaceSide;
}

const ending = (name: PlaceCase, side: PlaceSide = null): Ending => ({ case: name, side });

const endings = new Map<string, Ending>([
  ['', ending('base')],
  ['n', ending('genitive')],
  ['a', ending('other')],
  ['ta', ending('other')],
  ['tta', ending('other')],
  ['ten', ending('genitive')],
  ['na', ending('other')],
  ['ksi', ending('other')],
  ['ssa', ending('in', 'inner')],
  ['sa', ending('in', 'inner')],
  ['s', ending('in', 'inner')],
  ['sta', ending('from', 'inner')],
  ['st', ending('from', 'inner')],
  ['seen', ending('to', 'inner')],
  ['lla', ending('in', 'outer')],
  ['la', ending('in', 'outer')],
  ['l', ending('in', 'outer')],
  ['lta', ending('from', 'outer')],
  ['lt', ending('from', 'outer')],
  ['lle', ending('to', 'outer')],
  ['le', ending('to', 'outer')],
]);
/** Endings of one or two letters fit only longer stems: "oulus" is Oulu, "iis" is nothing. */
const shortEndings: ReadonlySet<string> = new Set(['s', 'l', 'sa', 'la', 'st', 'lt', 'le', 'a', 'ta']);
const nativeEnding = /^lai(?:nen|set|s(?:en|ta|ten|ia|ena|elle|iksi|ilta|ille)?)$/;
const swedishNative = /^(?:s?bo|s?bor|s?bon|s?borna|are|aren|arna)$/;

/** The ending after a Finnish stem, or null when it is none. */
export function finnishEnding(stem: string, rest: string): Ending | null {
  if (stem.length < 4 && shortEndings.has(rest)) return null;
  const plain = endings.get(rest);
  if (plain !== undefined) return plain;
  const last = stem.at(-1) ?? '';
  // The illative lengthens the stem's last vowel: Oulu-un, Kuopio-on, Ii-hin.
  if (rest === `${last}n` || rest === `h${last}n`) return ending('to', 'inner');
  return nativeEnding.test(rest) ? ending('native') : null;
}

/** The ending after a Swedish name: genitive, or the word for its people ("vasabo"). */
export function swedishEnding(rest: string): Ending | null {
  if (rest === '') return ending('base');
  if (rest === 's') return ending('genitive');
  return swedishNative.test(rest) ? ending('native') : null;
}

/** Clitics that may close a form: "Kuopiossakin", "Oulustako". */
const clitics = /(?:kin|ki|kaan|kaa|han|hän|ko|kohan|pa|pas)$/;

/** A folded token as it is, and without a clitic. */
export function withoutClitic(token: string): readonly string[] {
  const bare = token.replace(clitics, '');
  return bare === token || bare.length < 4 ? [token] : [token, bare];
}

/** First parts that take case endings of their own: "Uudessakaupungissa" is Uusikaupunki. */
const inflectedFirst: readonly (readonly [RegExp, string])[] = [
  [/^(?:uude(?:n|ssa|sta|lla|lta|lle|ksi)|uuteen|uutta)(?=kaup|kaar|kyl|kirk)/, 'uusi'],
  [/^iso(?:n|ssa|sta|on|lla|lta|lle|a)(?=kyro)/, 'iso'],
  [/^vaha(?:n|ssa|sta|an|lla|lta|lle)(?=kyro)/, 'vaha'],
];

/** A token with its first part in the base form. */
export function baseFirst(token: string): string {
  for (const [form, base] of inflectedFirst) if (form.test(token)) return token.replace(form, base);
  return token;
}

const weakGrades: readonly (readonly [RegExp, readonly string[]])[] = [
  [/kk$/, ['k']],
  [/pp$/, ['p']],
  [/tt$/, ['t']],
  [/nk$/, ['ng']],
  [/mp$/, ['mm']],
  [/nt$/, ['nn']],
  [/lt$/, ['ll']],
  [/rt$/, ['rr']],
  [/ht$/, ['hd', 'h']],
  [/rk$/, ['r', 'rj']],
  [/lk$/, ['l', 'lj']],
  [/hk$/, ['h']],
  [/(?<![stnlrhk])k$/, ['', 'v', 'j']],
  [/(?<![smp])p$/, ['v']],
  [/(?<![sktnlrh])t$/, ['d', '']],
];
const strongGrades: readonly (readonly [RegExp, string])[] = [
  [/ng$/, 'nk'],
  [/mm$/, 'mp'],
  [/nn$/, 'nt'],
  [/ll$/, 'lt'],
  [/rr$/, 'rt'],
  [/d$/, 't'],
  [/v$/, 'p'],
];

function weaken(stem: string): readonly string[] {
  const match = /^(.*[^aeiouy])([aeiouy])$/.exec(stem);
  const [, head, vowels] = match ?? [];
  if (head === undefined || vowels === undefined) return [];
  return weakGrades.flatMap(([form, grades]) =>
    form.test(head) ? grades.map((grade) => head.replace(form, grade) + vowels) : [],
  );
}

/** The stems a folded Finnish place name takes before endings, the name itself first. */
export function finnishStems(name: string): readonly string[] {
  const stems = new Set<string>([name]);
  const add = (stem: string): void => {
    if (stem.length < 2) return;
    stems.add(stem);
    for (const weak of weaken(stem)) if (weak.length >= 3) stems.add(weak);
  };
  if (/nen$/.test(name)) for (const end of ['se', 'si', 's']) stems.add(name.slice(0, -3) + end);
  else if (/s$/.test(name)) for (const stem of stemsOfS(name)) stems.add(stem);
  else if (/[aeiouy]t$/.test(name))
    for (const end of ['i', 'oi']) stems.add(name.slice(0, end === 'i' ? -1 : -2) + end);
  else if (/[aeiouy]$/.test(name)) for (const stem of stemsOfVowel(name)) add(stem);
  if (/dun$/.test(name)) stems.add(name.replace(/dun$/, 'tume'));
  if (/[^aeiouy]$/.test(name)) stems.add(`${name}i`);
  return [...stems];
}

/** Last parts whose i turns into e: Iisalmi, Iisalme-ssa; other names keep it: Helsinki, Helsingi-ssä. */
const changesToE =
  /(?:lahti|jarvi|joki|maki|niemi|salmi|koski|saari|lampi|nurmi|kivi|vuori|lehti|hirvi|talvi|virsi|tuli|meri|kieli|torvi|hauki|karki|hanki|lovi|nummi|tammi|riihi|kuusi|suvi|kanki|suuni|sormi|pilvi|vihti|reki|kulmi|ranki|helmi|laki|toivi|haavi|lempi|loppi)$/;

function stemsOfVowel(name: string): readonly string[] {
  const stems = [name];
  if (changesToE.test(name)) stems.push(`${name.slice(0, -1)}e`);
  if (/vesi$/.test(name))
    stems.push(`${name.slice(0, -2)}de`, `${name.slice(0, -2)}te`, `${name.slice(0, -2)}e`);
  if (/[^aeiouy]e$/.test(name)) stems.push(`${name}e`);
  return stems;
}

function stemsOfS(name: string): readonly string[] {
  const head = name.slice(0, -1);
  const stems = [`${head}kse`];
  if (/[uy]$/.test(head)) stems.push(`${head}de`, `${head}te`, `${head}e`);
  if (/a$/.test(head)) {
    stems.push(`${head}a`);
    const before = head.slice(0, -1);
    for (const [form, grade] of strongGrades)
      if (form.test(before)) stems.push(`${before.replace(form, grade)}aa`);
  }
  return stems;
}
