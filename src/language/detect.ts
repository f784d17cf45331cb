/** Tells which language a message is written in: one of ours, another one, or too little to say. */
import { type Language, languages } from '../content/schema.ts';
import { fold } from './fold.ts';
import { foreignLetters, foreignWords } from './foreign-words.ts';

export interface LanguageSample {
  readonly lang: Language;
  readonly text: string;
}

/** Naive Bayes over letter trigrams and words; plain JSON. Each count is per language, in the order of `languages`. */
export interface LanguageModel {
  readonly grams: Readonly<Record<string, readonly number[]>>;
  readonly words: Readonly<Record<string, readonly number[]>>;
  readonly gramTotals: readonly number[];
  readonly wordTotals: readonly number[];
}

export interface DetectedLanguage {
  readonly lang: Language | 'other' | null;
  /** Enough words, and clearly more of this language than of another. */
  readonly sure: boolean;
}

const longest = 600;
const mostWords = 80;
/** Rarer grams and words say little and make the model large. */
const fewestGrams = 3;
const fewestWords = 2;

interface Counts {
  readonly list: Map<string, number[]>;
  readonly totals: number[];
}

const emptyCounts = (): Counts => ({ list: new Map(), totals: languages.map(() => 0) });

function count({ list, totals }: Counts, key: string, lang: number): void {
  const counts = list.get(key) ?? languages.map(() => 0);
  counts[lang] = (counts[lang] ?? 0) + 1;
  totals[lang] = (totals[lang] ?? 0) + 1;
  list.set(key, counts);
}

function kept(counts: Counts, fewest: number): Record<string, readonly number[]> {
  const entries = [...counts.list].filter(
    ([, each]) => each.reduce((sum, value) => sum + value, 0) >= fewest,
  );
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Learns from messages whose language is known. Deterministic. */
export function trainLanguages(samples: readonly LanguageSample[]): LanguageModel {
  const grams = emptyCounts();
  const words = emptyCounts();
  for (const { lang, text } of samples) {
    const index = languages.indexOf(lang);
    for (const word of wordsOf(text)) {
      count(words, word, index);
      for (const gram of gramsOf(word)) count(grams, gram, index);
    }
  }
  return {
    grams: kept(grams, fewestGrams),
    words: kept(words, fewestWords),
    gramTotals: grams.totals,
    wordTotals: words.totals,
  };
}

function wordsOf(text: string): readonly string[] {
  return (fold(text.slice(0, longest)).match(/\p{L}+(?:['’]\p{L}+)?/gu) ?? [])
    .slice(0, mostWords)
    .map((word) => word.replace(/['’]/g, '').slice(0, 40));
}

function gramsOf(word: string): readonly string[] {
  const bounded = `_${word}_`;
  return Array.from({ length: Math.max(1, bounded.length - 2) }, (_, at) => bounded.slice(at, at + 3));
}

/** Which language, if any, a message is in. A dialect or a mistyped message is never called another language lightly. */
export function detectLanguage(model: LanguageModel, text: string): DetectedLanguage {
  const part = text.slice(0, longest);
  const letters = part.match(/\p{L}/gu)?.length ?? 0;
  const latin = part.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0) return { lang: null, sure: false };
  if (latin < letters / 2) return { lang: 'other', sure: true };
  const words = wordsOf(part);
  if (isForeign(model, words, part)) return { lang: 'other', sure: words.length > 2 };
  return weigh(model, words, part);
}

/** Share of belief under which one cannot say. */
const leastBelief = 0.75;
const sureBelief = 0.97;

/** Evidence of each key for each language, worked out once per model. */
interface Evidence {
  readonly grams: ReadonlyMap<string, readonly number[]>;
  readonly words: ReadonlyMap<string, readonly number[]>;
}

const worked = new WeakMap<LanguageModel, Evidence>();

function evidenceOf(model: LanguageModel): Evidence {
  const known = worked.get(model);
  if (known !== undefined) return known;
  const evidence = {
    grams: chances(model.grams, model.gramTotals, 1),
    words: chances(model.words, model.wordTotals, 0.3),
  };
  worked.set(model, evidence);
  return evidence;
}

/** Log of a key's rate in one language against its mean rate in all: positive speaks for the language. */
function chances(
  counts: LanguageModel['grams'],
  totals: readonly number[],
  smooth: number,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    Object.entries(counts).map(([key, each]) => {
      const rates = languages.map((_, at) => ((each[at] ?? 0) + smooth) / ((totals[at] ?? 0) + 1000));
      const mean = rates.reduce((sum, rate) => sum + rate, 0) / languages.length;
      return [key, rates.map((rate) => Math.log(rate / mean))] as const;
    }),
  );
}

function weigh(model: LanguageModel, words: readonly string[], text: string): DetectedLanguage {
  const evidence = evidenceOf(model);
  const [fi, sv, en] = words.reduce<Scores>((sum, word) => addWord(sum, evidence, word), [0, 0, 0]);
  // å is Swedish, ä and ö are not English.
  const lower = text.toLowerCase();
  const dotted = /[äö]/.test(lower) ? 3 : 0;
  const ring = /å/.test(lower) ? 4 : 0;
  const weighed = [fi - ring, sv, en - dotted - ring];
  const top = Math.max(...weighed);
  const belief = 1 / weighed.reduce((sum, score) => sum + Math.exp(score - top), 0);
  const lang = languages[weighed.indexOf(top)] ?? null;
  // One or two words that nobody of ours ever wrote, such as a name or a row of keys, say nothing.
  const unheard = words.length <= 2 && words.every((word) => !evidence.words.has(word)) && belief < 0.9;
  if (lang === null || belief < leastBelief || unheard) return { lang: null, sure: false };
  return { lang, sure: belief >= sureBelief && words.length >= 2 };
}

type Scores = readonly [number, number, number];

/** A known word speaks for itself; its letters add to it, all the more when it is unknown. */
function addWord([fi, sv, en]: Scores, evidence: Evidence, word: string): Scores {
  const whole = evidence.words.get(word);
  const grams = gramsOf(word);
  const share = (whole === undefined ? 1 : 0.5) / Math.sqrt(grams.length);
  let [forFi, forSv, forEn] = [whole?.[0] ?? 0, whole?.[1] ?? 0, whole?.[2] ?? 0];
  for (const gram of grams) {
    const letters = evidence.grams.get(gram);
    if (letters === undefined) continue;
    forFi += (letters[0] ?? 0) * share;
    forSv += (letters[1] ?? 0) * share;
    forEn += (letters[2] ?? 0) * share;
  }
  return [fi + forFi, sv + forSv, en + forEn];
}

/** How often a word must have been seen to be one of ours. */
const ownWord = 3;

function isOwn(model: LanguageModel, word: string): boolean {
  const counts = Object.hasOwn(model.words, word) ? model.words[word] : undefined;
  return counts !== undefined && counts.reduce((sum, value) => sum + value, 0) >= ownWord;
}

/**
 * Whether a message is in none of our languages: at least two words of one other language that are none of ours, and
 * more of them than of words that only ours have. Precise rather than eager: a dialect must never be sent away.
 */
function isForeign(model: LanguageModel, words: readonly string[], text: string): boolean {
  const strange = new Set(words.filter((word) => !isOwn(model, word)));
  const hits = new Map<string, number>();
  const said = new Map<string, number>();
  const counted = new Set<string>();
  for (const word of words) {
    for (const language of foreignWords.get(word) ?? []) {
      said.set(language, (said.get(language) ?? 0) + 1);
      if (strange.has(word) && !counted.has(word)) hits.set(language, (hits.get(language) ?? 0) + 1);
    }
    counted.add(word);
  }
  const [language = '', found = 0] = [...hits].sort((left, right) => right[1] - left[1])[0] ?? [];
  const marked = markedWords(model, text);
  // Words shared with ours ("ja", "olen", "die") count for neither side.
  const unknown = words.filter((word) => strange.has(word) && !foreignWords.has(word)).length;
  const onlyOwn = Math.max(0, words.length - (said.get(language) ?? 0) - unknown);
  if (found >= 2 && found + marked > onlyOwn) return true;
  const own = words.filter((word) => !strange.has(word)).length;
  return (marked >= 2 && marked + found >= own) || (marked >= 1 && found >= 1 && found + marked > own);
}

/** Words with letters that none of our languages use. */
function markedWords(model: LanguageModel, text: string): number {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.filter((word) => foreignLetters.test(word) && !isOwn(model, fold(word))).length;
}
