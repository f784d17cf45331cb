/** Red-flag rules compiled from content, and what they find in a message. */
import type { DangerLevel, RedFlags } from '../content/schema.ts';
import {
  bindPattern,
  type Compiled,
  findHits,
  findPattern,
  type Hits,
  indexTests,
  prepareWords,
  type TestIndex,
  type Words,
} from './matcher.ts';
import { compilePattern, exactly, type Groups, type Pattern } from './pattern.ts';

const languages = ['fi', 'sv', 'en'] as const;

interface CompiledRule {
  readonly id: string;
  readonly level: DangerLevel;
  readonly sign: string;
  readonly need: string;
  readonly variant: string | null;
  readonly unless: readonly Compiled[];
  readonly always: boolean;
}

/** A pattern of a rule: `rule` is its place in the file, so that hits come in that order. */
interface RulePattern {
  readonly rule: number;
  readonly compiled: Compiled;
}

/** What cancels every rule that is not `always`. */
interface Cancelling {
  readonly sentence: readonly Compiled[];
  readonly now: readonly Compiled[];
  readonly message: readonly Compiled[];
}

export interface RuleBook {
  readonly index: TestIndex;
  readonly unless: Cancelling;
  readonly rules: readonly CompiledRule[];
  /** Part number → the patterns that can only hold where this part, their least common one, is hit. */
  readonly byPart: ReadonlyMap<number, readonly RulePattern[]>;
}

/** A rule that holds for a message. */
export interface RuleHit {
  readonly rule: string;
  readonly level: DangerLevel;
  readonly sign: string;
  readonly need: string;
  readonly variant: string | null;
  /** The pattern that held, for explaining. */
  readonly pattern: string;
}

/** Word groups of the file, the three languages together: every language's rules run on every message. */
export function groupsOf(flags: RedFlags): Groups {
  return new Map(
    Object.entries(flags.words).map(([name, words]) => [name, languages.flatMap((lang) => words[lang])]),
  );
}

/** Compiles all rules. Throws `PatternError` on a faulty pattern; the content check names its place beforehand. */
export function compileRules(flags: RedFlags): RuleBook {
  const groups = groupsOf(flags);
  const compile = (texts: RedFlags['words'][string]): Pattern[] =>
    languages.flatMap((lang) => texts[lang].map((text) => compilePattern(text, groups)));
  // What cancels does so denied or not ("ei herää kouluun"), and only as written: a slip must not hide danger.
  const compileUnless = (texts: RedFlags['words'][string]): Pattern[] =>
    compile(texts).map((pattern) => ({ ...pattern, denies: true, parts: pattern.parts.map(exactly) }));
  const raw = flags.rules.map((rule) => ({
    rule,
    when: compile(rule.when),
    unless: compileUnless(rule.unless),
  }));
  const common = {
    sentence: flags.unless === undefined ? [] : compileUnless(flags.unless.sentence),
    now: flags.unless === undefined ? [] : compileUnless(flags.unless.now),
    message: flags.unless === undefined ? [] : compileUnless(flags.unless.message),
  };
  const { index, ids } = indexTests([
    ...raw.flatMap(({ when, unless }) => [...when, ...unless]),
    ...Object.values(common).flat(),
  ]);
  const bind = (patterns: readonly Pattern[]): Compiled[] =>
    patterns.map((pattern) => bindPattern(pattern, ids));
  const rules = raw.map(
    ({ rule, unless }): CompiledRule => ({
      id: rule.id,
      level: rule.level,
      sign: rule.sign,
      need: rule.need,
      variant: rule.variant ?? null,
      unless: bind(unless),
      always: rule.always,
    }),
  );
  return {
    index,
    rules,
    byPart: arrangeByPart(raw.map(({ when }) => bind(when))),
    unless: { sentence: bind(common.sentence), now: bind(common.now), message: bind(common.message) },
  };
}

/** Files each pattern under the part that the fewest patterns share: most messages then meet few patterns. */
function arrangeByPart(rules: readonly (readonly Compiled[])[]): Map<number, RulePattern[]> {
  const uses = new Map<number, number>();
  for (const { parts } of rules.flat()) for (const part of parts) uses.set(part, (uses.get(part) ?? 0) + 1);
  const byPart = new Map<number, RulePattern[]>();
  rules.forEach((patterns, rule) => {
    for (const compiled of patterns) {
      const rarest = compiled.parts.reduce((a, b) => ((uses.get(b) ?? 0) < (uses.get(a) ?? 0) ? b : a));
      byPart.set(rarest, [...(byPart.get(rarest) ?? []), { rule, compiled }]);
    }
  });
  return byPart;
}

/** Every rule that holds for a message, in the order of the file. */
export function findRules(book: RuleBook, text: string, words = prepareWords(text)): readonly RuleHit[] {
  const hits = findHits(words, book.index);
  const candidates = new Map<number, Compiled[]>();
  for (const part of hits.keys()) {
    for (const { rule, compiled } of book.byPart.get(part) ?? []) {
      const list = candidates.get(rule);
      if (list === undefined) candidates.set(rule, [compiled]);
      else list.push(compiled);
    }
  }
  let past: ReadonlySet<number> | null = null;
  const isPast = (): ReadonlySet<number> => {
    past ??= cancelledSentences(book.unless, words, hits);
    return past;
  };
  return [...candidates]
    .sort(([a], [b]) => a - b)
    .flatMap(([at, patterns]) => {
      const rule = book.rules[at];
      const held = rule === undefined ? null : findRule(rule, patterns, words, hits, isPast);
      if (rule === undefined || held === null) return [];
      const { id, level, sign, need, variant } = rule;
      return [{ rule: id, level, sign, need, variant, pattern: held.text }];
    });
}

/** The pattern that makes a rule hold where nothing cancels it. */
function findRule(
  rule: CompiledRule,
  patterns: readonly Compiled[],
  words: Words,
  hits: Hits,
  past: () => ReadonlySet<number>,
): Compiled | null {
  let cancelled: ReadonlySet<number> | null = null;
  const accept = (positions: readonly number[]): boolean => {
    cancelled ??= new Set([...(rule.always ? [] : past()), ...sentencesOf(rule.unless, words, hits)]);
    const refused = cancelled;
    return !positions.some((at) => refused.has(words.sentences[at] ?? 0));
  };
  return patterns.find((pattern) => findPattern(words, hits, pattern, accept) !== null) ?? null;
}

/** Numbers of all sentences that any of the patterns touches. */
function sentencesOf(patterns: readonly Compiled[], words: Words, hits: Hits): Set<number> {
  const touched = new Set<number>();
  for (const pattern of patterns) {
    findPattern(words, hits, pattern, (positions) => {
      for (const at of positions) touched.add(words.sentences[at] ?? 0);
      return false;
    });
  }
  return touched;
}

/** Sentences that speak of the past, of hearsay or in jest; all of them when the message as a whole does. */
function cancelledSentences(unless: Cancelling, words: Words, hits: Hits): ReadonlySet<number> {
  if (sentencesOf(unless.message, words, hits).size > 0) return new Set(words.sentences);
  const past = sentencesOf(unless.sentence, words, hits);
  if (past.size > 0) for (const sentence of sentencesOf(unless.now, words, hits)) past.delete(sentence);
  return past;
}
