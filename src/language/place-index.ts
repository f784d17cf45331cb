/** The index of place names: every stem a name can take, with the municipality it leads to and how firm a name it is. */
import type { z } from 'zod';
import type { aliasesSchema, areasSchema, countiesSchema, placesSchema } from '../content/schema.ts';
import { withinOneEdit } from './answers/nearest.ts';
import { fold, squeeze } from './fold.ts';
import {
  baseFirst,
  type Ending,
  finnishEnding,
  finnishStems,
  type PlaceSide,
  swedishEnding,
  withoutClitic,
} from './place-forms.ts';

export interface PlaceData {
  readonly municipalities: z.infer<typeof placesSchema>;
  readonly counties: z.infer<typeof countiesSchema>;
  readonly areas: z.infer<typeof areasSchema>;
  readonly aliases: z.infer<typeof aliasesSchema>;
}

export interface Municipality {
  readonly code: string;
  readonly fi: string;
  readonly sv: string;
  readonly county: string;
}

/** Evidence that a name needs before it counts as a place; see `enoughEvidence` in place-evidence.ts. */
export type Firmness = 3 | 2 | 1;

export interface PlaceName {
  readonly code: string;
  /** Its letters in lower case, dots kept. */
  readonly key: string;
  readonly firmness: Firmness;
  /** Which local cases the name takes, where it is known to matter ("lahdella" is a bay, "Lahdessa" the town). */
  readonly side: PlaceSide;
  readonly lang: 'fi' | 'sv';
  /** A first name too. */
  readonly person: boolean;
  /** Municipalities come before aliases, aliases before areas. */
  readonly rank: number;
}

export interface NameMatch {
  readonly name: PlaceName;
  readonly ending: Ending;
  /** The part of the word before the ending. */
  readonly stem: string;
  /** How the word was recognised: as it stands, by doubled letters, or by one letter wrong. */
  readonly by: 'exact' | 'squeezed' | 'typo';
}

export interface Places {
  readonly byCode: ReadonlyMap<string, Municipality>;
  readonly postal: ReadonlyMap<string, string>;
  /** Folded stem → name, for names of one word, for names of several (joined), and with doubled letters cut. */
  readonly stems: ReadonlyMap<string, PlaceName>;
  readonly joined: ReadonlyMap<string, PlaceName>;
  readonly squeezed: ReadonlyMap<string, PlaceName>;
  /** Stem with one letter taken out → the stems it may come from. */
  readonly gaps: ReadonlyMap<string, readonly string[]>;
  /** Phrases that never speak of a place, folded; single words keep their dots, `*` stands for any ending. */
  readonly never: readonly (readonly string[])[];
}

/** Ambiguous names that take outer local cases; the others take inner ones. */
const outer: ReadonlySet<string> = new Set(
  'rauma nokia juva lemi teuva kerava loppi imatra runni tahko levi ruka koli kaavi kitee lapua multia rusko somero sulkava puijo petonen malmi lammi maksamaa'.split(
    ' ',
  ),
);

const letters = (name: string): string => fold(name).replace(/[^a-z0-9]/g, '');

const plainLetters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Builds the index from the parsed content files. Names of unknown municipalities are left out. */
export function buildPlaces(data: PlaceData): Places {
  const builder = new Builder(data);
  for (const each of data.municipalities.municipalities) {
    builder.add(each.fi, each.code, 0, 'fi');
    builder.add(each.sv, each.code, 1, 'sv');
  }
  for (const [owner, names] of Object.entries(data.aliases.aliases)) {
    for (const name of names) builder.addFor(owner, name, 2);
  }
  for (const [owner, { names }] of Object.entries(data.areas.areas)) {
    for (const name of names ?? []) builder.addFor(owner, name, 3);
  }
  return builder.build();
}

class Builder {
  private readonly data: PlaceData;
  private readonly codes: ReadonlyMap<string, string>;
  private readonly ambiguous: ReadonlySet<string>;
  private readonly common: ReadonlySet<string>;
  private readonly persons: ReadonlySet<string>;
  private readonly stems = new Map<string, PlaceName>();
  private readonly joined = new Map<string, PlaceName>();

  constructor(data: PlaceData) {
    this.data = data;
    this.codes = new Map(data.municipalities.municipalities.map(({ code, fi }) => [fi, code]));
    this.ambiguous = new Set(data.aliases.ambiguous.map(letters));
    this.common = new Set(data.aliases.common.map(letters));
    this.persons = new Set(data.aliases.names.map(letters));
  }

  addFor(owner: string, name: string, rank: number): void {
    const code = this.codes.get(owner);
    if (code === undefined) return;
    this.add(name, code, rank, 'fi');
    this.add(name, code, rank, 'sv');
  }

  add(name: string, code: string, rank: number, lang: 'fi' | 'sv'): void {
    const key = letters(name);
    if (key.length < 2) return;
    const several = /[^\p{L}\p{N}]/u.test(name.trim());
    const map = several ? this.joined : this.stems;
    const firmness = this.firmness(key, rank, several);
    const side = firmness === 3 ? null : outer.has(key) ? 'outer' : 'inner';
    const entry: PlaceName = {
      code,
      key: plainLetters(name),
      firmness,
      side,
      lang,
      person: this.persons.has(key),
      rank,
    };
    for (const stem of lang === 'fi' && key.length >= 4 ? finnishStems(key) : [key]) {
      const known = map.get(stem);
      // A better name keeps its stem; among equals the base form of one beats a derived stem of the other.
      if (known === undefined || known.rank > rank || (known.rank === rank && stem === key && lang === 'fi'))
        map.set(stem, entry);
    }
  }

  private firmness(key: string, rank: number, several: boolean): Firmness {
    if (this.common.has(key)) return 1;
    if (this.ambiguous.has(key) || this.persons.has(key)) return 2;
    if (rank < 3 || several) return 3;
    // Area names: short ones and those that end like surnames are weak by themselves.
    if (/nen$/.test(key) || key.length <= 4) return 1;
    return key.length >= 9 || (key.length >= 8 && !/la$/.test(key)) ? 3 : 2;
  }

  build(): Places {
    const squeezed = new Map<string, PlaceName>();
    const gaps = new Map<string, string[]>();
    for (const [stem, name] of this.stems) {
      if (name.firmness !== 3 || stem.length < 6) continue;
      const short = squeeze(stem);
      if (short.length >= 6 && !squeezed.has(short)) squeezed.set(short, name);
      if (name.rank > 1) continue;
      for (const gap of withoutOne(stem)) gaps.set(gap, [...(gaps.get(gap) ?? []), stem]);
    }
    const { municipalities } = this.data.municipalities;
    return {
      byCode: new Map(municipalities.map((each) => [each.code, each])),
      postal: this.postalCodes(),
      stems: this.stems,
      joined: this.joined,
      squeezed,
      gaps,
      never: this.data.aliases.never
        .map((phrase) => phrase.toLowerCase().split(/\s+/))
        .map((parts) => (parts.length > 1 ? parts.map(fold) : parts)),
    };
  }

  private postalCodes(): ReadonlyMap<string, string> {
    const postal = new Map<string, string>();
    for (const [owner, area] of Object.entries(this.data.areas.areas)) {
      const code = this.codes.get(owner);
      if (code !== undefined) for (const number of area.postal ?? []) postal.set(number, code);
    }
    return postal;
  }
}

/** A word with each of its letters taken out in turn. */
function withoutOne(word: string): readonly string[] {
  return [...new Set(Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1)))];
}

/** What place a folded word names, in any form; the longest name wins. */
export function matchName(places: Places, word: string): NameMatch | null {
  for (const form of formsOf(word)) {
    const found = matchIn(places.stems, form);
    if (found !== null) return { ...found, by: 'exact' };
  }
  if (word.length < 6) return null;
  const squeezed = matchIn(places.squeezed, squeeze(word));
  if (squeezed !== null) return { ...squeezed, by: 'squeezed' };
  return word.length >= 7 ? matchTypo(places, word) : null;
}

/** What place several words joined into one name. */
export function matchJoined(places: Places, word: string): NameMatch | null {
  const found = matchIn(places.joined, word);
  return found === null ? null : { ...found, by: 'exact' };
}

function formsOf(word: string): readonly string[] {
  const base = baseFirst(word);
  // Savo breaks "io" with a glide and "lm" with a vowel: Kuopijossa, Iisalamessa.
  const even = base.replace(/ij(?=[aou])/g, 'i').replace(/([aeiou])([lnh])\1(?=[mkvpjhg])/g, '$1$2');
  return [...new Set([base, even].flatMap(withoutClitic))];
}

function matchIn(stems: ReadonlyMap<string, PlaceName>, word: string): Omit<NameMatch, 'by'> | null {
  for (let cut = word.length; cut >= 2; cut--) {
    const stem = word.slice(0, cut);
    const name = stems.get(stem);
    if (name === undefined) continue;
    const rest = word.slice(cut);
    const ending =
      (name.lang === 'fi' || stem.length >= 6 ? finnishEnding(stem, rest) : null) ?? swedishEnding(rest);
    if (ending !== null) return { name, ending, stem };
  }
  return null;
}

/** One letter wrong in a firm name of six letters or more. */
function matchTypo(places: Places, word: string): NameMatch | null {
  for (let cut = word.length; cut >= 6; cut--) {
    const [stem, rest] = [word.slice(0, cut), word.slice(cut)];
    const candidates = new Set(
      [stem, ...withoutOne(stem)].flatMap((gap) => [
        ...(places.gaps.get(gap) ?? []),
        ...(places.stems.has(gap) ? [gap] : []),
      ]),
    );
    const near = [...candidates].filter(
      (candidate) => isFirm(places, candidate) && withinOneEdit(candidate, stem),
    );
    const codes = new Set(near.map((candidate) => places.stems.get(candidate)?.code));
    const [known] = near;
    if (known === undefined || codes.size !== 1) continue;
    const name = places.stems.get(known);
    const ending = finnishEnding(known, rest);
    // A bare typo of a nominative is too little: the ending must be a case, or the name long.
    if (
      name !== undefined &&
      ending !== null &&
      ending.case !== 'native' &&
      (rest !== '' || stem.length >= 7)
    )
      return { name, ending, stem, by: 'typo' };
  }
  return null;
}

function isFirm(places: Places, stem: string): boolean {
  const name = places.stems.get(stem);
  return name !== undefined && name.firmness === 3 && name.rank <= 1 && stem.length >= 6;
}
