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
  const entries = [...counts.list].filter(([, each]) => each.reduce((sum, value) => sum + value, 0) >= fewest);
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

function weigh(model: LanguageModel, words: readonly string[], text: string): DetectedLanguage {
  const scores = languages.map((_, index) => words.reduce((sum, word) => sum + wordScore(model, word, index), 0));
  // å is Swedish, ä and ö are not English.
  const lower = text.toLowerCase();
  const [fi = 0, sv = 0, en = 0] = scores;
  const dotted = /[äö]/.test(lower) ? 3 : 0;
  const ring = /å/.test(lower) ? 4 : 0;
  const weighed = [fi - ring, sv, en - dotted - ring];
  const top = Math.max(...weighed);
  const shares = weighed.map((score) => Math.exp(score - top));
  const belief = 1 / shares.reduce((sum, share) => sum + share, 0);
  const lang = languages[weighed.indexOf(top)] ?? null;
  // One or two words that nobody of ours ever wrote, such as a name or a row of keys, say nothing.
  const unheard = words.length <= 2 && words.every((word) => !Object.hasOwn(model.words, word)) && belief < 0.9;
  if (lang === null || belief < leastBelief || unheard) return { lang: null, sure: false };
  return { lang, sure: belief >= sureBelief && words.length >= 2 };
}

/** A known word speaks for itself; its letters add to it, all the more when it is unknown. */
function wordScore(model: LanguageModel, word: string, index: number): number {
  const known = Object.hasOwn(model.words, word) ? model.words[word] : undefined;
  const whole = known === undefined ? 0 : chance(known, model.wordTotals, index, 0.3);
  const grams = gramsOf(word);
  const letters = grams.reduce((sum, gram) => {
    const counts = Object.hasOwn(model.grams, gram) ? model.grams[gram] : undefined;
    return sum + (counts === undefined ? 0 : chance(counts, model.gramTotals, index, 1));
  }, 0);
  return whole + (letters / Math.sqrt(grams.length)) * (known === undefined ? 1 : 0.5);
}

/** Log of a key's rate in one language against its rate in all: positive speaks for the language. */
function chance(counts: readonly number[], totals: readonly number[], index: number, smooth: number): number {
  const rate = (at: number): number => ((counts[at] ?? 0) + smooth) / ((totals[at] ?? 0) + 1000);
  const sum = rate(0) + rate(1) + rate(2);
  return Math.log((rate(index) / sum) * 3);
}

/** How often a word must have been seen to be one of ours. */
const ownWord = 3;

function isOwn(model: LanguageModel, word: string): boolean {
  const counts = Object.hasOwn(model.words, word) ? model.words[word] : undefined;
  return counts !== undefined && counts.reduce((sum, value) => sum + value, 0) >= ownWord;
}

function isForeign(model: LanguageModel, words: readonly string[], text: string): boolean {
  const strange = words.filter((word) => !isOwn(model, word));
  const own = words.length - strange.length;
  const raw = text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  const marked = raw.filter((word) => foreignLetters.test(word) && !isOwn(model, fold(word))).length;
  let hits = 0;
  let said = 0;
  for (const list of foreignWords.values()) {
    const distinct = new Set(strange.filter((word) => list.has(word))).size;
    if (distinct > hits) {
      hits = distinct;
      said = words.filter((word) => list.has(word)).length;
    }
  }
  // Words shared with ours ("ja", "olen", "die") count for neither side.
  const onlyOwn = words.length - said - strange.filter((word) => !inAny(word)).length;
  if (hits >= 2 && hits + marked > Math.max(0, onlyOwn)) return true;
  if (marked >= 2 && marked + hits >= own) return true;
  return marked >= 1 && hits >= 1 && hits + marked > own;
}

function inAny(word: string): boolean {
  for (const list of foreignWords.values()) if (list.has(word)) return true;
  return false;
}
