/** Weighs whether a word that looks like a place name is one, and whose place it is. */
import { cleanText, fold } from './fold.ts';
import { matchJoined, matchName, type NameMatch, type Places } from './place-index.ts';
import * as words from './place-words.ts';

interface Word {
  readonly folded: string;
  /** Lower case, dots kept. */
  readonly lower: string;
  readonly capital: boolean;
  /** A sentence begins here. */
  readonly opens: boolean;
  /** Number of the clause it stands in. */
  readonly clause: number;
  /** Only a space or a hyphen stands before it. */
  readonly close: boolean;
  readonly hyphen: boolean;
}

/** A place named in a message. */
export interface Mention {
  readonly code: string;
  /** How likely the person who needs help is there. */
  readonly role: number;
  readonly at: number;
}

/** A name counts as a place from this on: a firm name by itself, a weak one with evidence. */
const enoughEvidence = 3;
const longestMessage = 4000;
const mostWords = 400;

/** The places a message names, in order. Linear in its length. */
export function mentionsIn(places: Places, text: string): readonly Mention[] {
  const list = readWords(cleanText(text.slice(0, longestMessage)));
  const blocked = blockedWords(places, list);
  const mentions: Mention[] = [];
  for (let at = 0; at < list.length; at++) {
    const postal = postalAt(places, list, at);
    if (postal !== null) mentions.push({ code: postal, role: 1, at });
    const found = nameAt(places, list, at);
    if (found === null || (found.end === at && blocked.has(at))) continue;
    const evidence = weigh(list, at, found.end, found.match);
    if (evidence >= enoughEvidence)
      mentions.push({ code: found.match.name.code, role: roleOf(list, at, found.match), at });
    at = found.end;
  }
  return mentions;
}

function readWords(text: string): readonly Word[] {
  const list: Word[] = [];
  const shouting = !/\p{Ll}/u.test(text);
  let end = 0;
  let clause = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)?(?::\p{Ll}{1,3}(?!\p{L}))?/gu)) {
    if (list.length >= mostWords) break;
    const gap = text.slice(end, match.index);
    end = match.index + match[0].length;
    const opens = list.length === 0 || /[.!?\n:]/.test(gap);
    if (opens || /[,;–—]|\s-\s/.test(gap)) clause++;
    const lower = match[0].toLowerCase().replace(/[’':]/g, '').slice(0, 40);
    const folded = fold(lower);
    const capital = !shouting && /^\p{Lu}/u.test(match[0]);
    list.push({
      folded,
      lower,
      capital,
      opens,
      clause,
      close: /^[\s-]*$/.test(gap) && gap !== '',
      hyphen: gap === '-',
    });
  }
  return list;
}

/** Words inside phrases that never speak of a place, such as a company's name. */
function blockedWords(places: Places, list: readonly Word[]): ReadonlySet<number> {
  const blocked = new Set<number>();
  list.forEach((_, at) => {
    for (const phrase of places.never) {
      const last = phrase.length - 1;
      const fits = phrase.every((part, index) => {
        const word = (last === 0 ? list[at]?.lower : list[at + index]?.folded) ?? '';
        return part.endsWith('*')
          ? word.startsWith(part.slice(0, -1))
          : index === last && last > 0
            ? word.startsWith(part)
            : word === part;
      });
      if (fits) for (let index = 0; index <= last; index++) blocked.add(at + index);
    }
  });
  return blocked;
}

/** A postal code that is no sum of money and no part of a longer number. */
function postalAt(places: Places, list: readonly Word[], at: number): string | null {
  const word = list[at]?.folded ?? '';
  if (!/^\d{5}$/.test(word)) return null;
  const [before, after] = [list[at - 1]?.folded ?? '', list[at + 1]?.folded ?? ''];
  if (
    /^\d+$/.test(before) ||
    /^\d+$/.test(after) ||
    /^(?:euro\w*|e|eur|km|kpl|mk|viite\w*|numero|puh|tilinumero|lasku\w*)$/.test(after)
  )
    return null;
  if (/^(?:viite\w*|numero|viitenumero|tilinumero|asiakasnumero|fi\d*)$/.test(before)) return null;
  return places.postal.get(word) ?? null;
}

interface Found {
  readonly match: NameMatch;
  readonly end: number;
}

function nameAt(places: Places, list: readonly Word[], at: number): Found | null {
  const first = list[at];
  if (first === undefined || /^\d/.test(first.folded)) return null;
  let joined = first.folded;
  let found: Found | null = null;
  for (let end = at + 1; end <= at + 2 && list[end]?.close === true; end++) {
    joined += list[end]?.folded ?? '';
    const match = joined.length >= 5 ? matchJoined(places, joined) : null;
    if (match !== null) found = { match, end };
  }
  if (found !== null) return found;
  const match = matchName(places, first.folded);
  return match === null ? null : { match, end: at };
}

const isLocal = (match: NameMatch): boolean => ['in', 'from', 'to', 'native'].includes(match.ending.case);

/** Sums what speaks for a place: the name's own firmness, its case, its capital letter, the words around it. */
function weigh(list: readonly Word[], at: number, end: number, match: NameMatch): number {
  const word = list[at];
  const dots = word === undefined ? null : dotsOf(list, word, match);
  if (word === undefined || dots === null) return 0;
  const { name } = match;
  const local =
    isLocal(match) && (name.side === null || match.ending.side === null || match.ending.side === name.side);
  if (isPerson(list, at, match, local)) return 0;
  const weak = firmnessOf(match) < 3;
  const bare = isBare(list, at, end) ? 3 : 0;
  const shaky = match.by === 'typo' && match.stem.length < 8;
  const around = context(list, at, end, match, local) / (shaky ? 4 : 1);
  // Area names are many and mostly plain words: in lower case only a dwelling or a bare answer makes them places.
  if (name.rank === 3 && !word.capital && around + bare === 0 && (weak || !local || match.by !== 'exact'))
    return 0;
  const wrongSide = weak && isLocal(match) && !local ? -2 : 0;
  const agreement = weak && agrees(list, at, match) ? -2 : 0;
  const inCase =
    local && match.ending.case !== 'native' && !(name.person && match.ending.case === 'from') ? 1 : 0;
  return (
    firmnessOf(match) + dots + wrongSide + agreement + inCase + capitals(word, match, local) + around + bare
  );
}

/** Recognition through doubled letters or a wrong one makes a name less firm, a short name much less. */
function firmnessOf({ name, by, stem }: NameMatch): number {
  if (by === 'exact') return name.firmness;
  return by === 'squeezed' || stem.length >= 8 ? 2 : 1;
}

/**
 * Dots tell words apart: "vända" is not Vanda, "inga" hardly Ingå. Null when the word has dots where the name has none;
 * below zero when the name's dots are missing though the message has others.
 */
function dotsOf(list: readonly Word[], word: Word, { name, by, stem }: NameMatch): number | null {
  if (by !== 'exact') return 0;
  let missing = false;
  for (let at = 0; at < Math.min(stem.length, name.key.length, word.lower.length); at++) {
    const [said, meant] = [word.lower[at] ?? '', name.key[at] ?? ''];
    if (fold(said) !== fold(meant)) break;
    if (said === meant) continue;
    if (said !== fold(said)) return null;
    missing = true;
  }
  if (!missing || word.capital) return 0;
  return name.lang === 'sv' || list.some((other) => /[äåö]/.test(other.lower)) ? -2 : 0;
}

function capitals(word: Word, match: NameMatch, local: boolean): number {
  if (!word.capital) return 0;
  if (match.name.person && (!local || match.ending.case !== 'in')) return 0;
  if (match.ending.case === 'other' && match.name.firmness < 3) return 0;
  if (!word.opens) return 1;
  return local && match.by !== 'typo' ? 1 : 0;
}

/** "synkässä salossa": an adjective in the same case makes a common noun of it. */
function agrees(list: readonly Word[], at: number, match: NameMatch): boolean {
  const [before, word] = [list[at - 1], list[at]];
  if (before === undefined || word === undefined || word.capital || word.opens || match.ending.case !== 'in')
    return false;
  return (
    before.folded.length > 5 &&
    !/^(?:meilla|teilla|heilla|taalla|siella|tuolla|minulla|sinulla|hanella)$/.test(before.folded) &&
    before.folded.slice(-3) === word.folded.slice(-3) &&
    !words.dwelling.has(before.folded)
  );
}

/** "äitini Inari", "lääkäri Salo", "Minna Lahti": a name of a person, not in a local case. */
function isPerson(list: readonly Word[], at: number, match: NameMatch, local: boolean): boolean {
  const [before, word, after] = [list[at - 1], list[at], list[at + 1]];
  // "Kemiläinen" in mid-sentence is a surname; people of Kemi are written small.
  if (match.ending.case === 'native')
    return word?.capital === true && !word.opens && match.name.lang === 'fi';
  if (local || word === undefined) return false;
  if (before !== undefined && !word.opens && words.person.test(before.folded)) return true;
  if (match.name.firmness === 3 && match.name.rank < 2) return false;
  const sameClause = before?.clause === word.clause;
  if (
    before?.capital === true &&
    sameClause &&
    word.capital &&
    !words.dwelling.has(before.folded) &&
    !words.prepositions.has(before.folded) &&
    !words.being.has(before.folded)
  )
    return true;
  // "Salla tässä", "Inari, 80".
  return (
    (match.name.person || match.name.firmness === 1) &&
    after !== undefined &&
    /^(?:tassa|\d+|vuotias|har|here|niminen|on|tarvits\w*|sanoi|kertoi|soitti)$/.test(after.folded) &&
    match.ending.case === 'base'
  );
}

/** What the neighbouring words of the same sentence say. */
function context(list: readonly Word[], at: number, end: number, match: NameMatch, local: boolean): number {
  const word = list[at];
  const [before, after] = [list[at - 1], list[end + 1]];
  if (word === undefined) return 0;
  if (before !== undefined && !word.opens && words.prepositions.has(before.folded))
    return word.capital || (match.name.firmness === 3 && match.by === 'exact') ? 2 : 0;
  if (match.ending.case === 'genitive')
    return after !== undefined && words.service.test(after.folded) ? 2 : 0;
  const near = nearby(list, at, end, 3).map(({ folded }) => folded);
  if ((local || match.ending.case === 'base') && near.some((other) => words.dwelling.has(other))) return 2;
  return (match.ending.case === 'from' || match.ending.case === 'native') &&
    near.some((other) => words.being.has(other))
    ? 2
    : 0;
}

/** Words of the same sentence at most `reach` away. */
function nearby(list: readonly Word[], at: number, end: number, reach: number): readonly Word[] {
  const found: Word[] = [];
  for (let index = at - 1; index >= at - reach && index >= 0; index--) {
    const word = list[index];
    if (word === undefined || list[index + 1]?.opens === true) break;
    found.push(word);
  }
  for (let index = end + 1; index <= end + reach; index++) {
    const word = list[index];
    if (word === undefined || word.opens) break;
    found.push(word);
  }
  return found;
}

/** The message is the place and nothing else. */
function isBare(list: readonly Word[], at: number, end: number): boolean {
  const rest = list.filter(
    (word, index) =>
      (index < at || index > end) && !words.bareFillers.has(word.folded) && !/^\d{5}$/.test(word.folded),
  );
  return rest.length === 0;
}

/** Which of several places is the one where help is needed. */
function roleOf(list: readonly Word[], at: number, match: NameMatch): number {
  const own = nearestSide(list, at).map(({ folded }) => folded);
  let role =
    match.ending.case === 'in' ? 1 : match.ending.case === 'base' || match.ending.case === 'from' ? 0.5 : 0;
  if (own.some((other) => words.dwelling.has(other) || words.being.has(other))) role += 2;
  if (own.some((other) => words.rightNow.has(other))) role += 2;
  if (own.some((other) => words.someoneElse.test(other))) role += 2.5;
  if (own.some((other) => words.elsewhere.test(other))) role -= 3;
  if (/^(?:kautta|lapi|ohi|via)$/.test(list[at + 1]?.folded ?? '')) role -= 3;
  if (own.some((other) => words.moving.test(other))) role += match.ending.case === 'to' ? 5 : -1;
  return role;
}

/** The words of the place's own stretch of the sentence: up to a clause boundary, "but" or "and". */
function nearestSide(list: readonly Word[], at: number): readonly Word[] {
  const word = list[at];
  const isBreak = (other: Word | undefined): boolean =>
    other === undefined || words.contrast.has(other.folded) || /^(?:ja|och|and|seka)$/.test(other.folded);
  let start = at;
  while (start > 0 && list[start - 1]?.clause === word?.clause && !isBreak(list[start - 1])) start--;
  let end = at;
  while (end + 1 < list.length && list[end + 1]?.clause === word?.clause && !isBreak(list[end + 1])) end++;
  return list.slice(start, end + 1);
}
