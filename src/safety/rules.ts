/** Red-flag rules compiled from content, and what they find in a message. */
import type { DangerLevel, RedFlags } from '../content/schema.ts';
import { type Compiled, bindPattern, findHits, findPattern, indexTests, prepareWords, type TestIndex } from './matcher.ts';
import { compilePattern, type Groups, type Pattern } from './pattern.ts';

const languages = ['fi', 'sv', 'en'] as const;

interface CompiledRule {
  readonly id: string;
  readonly level: DangerLevel;
  readonly sign: string;
  readonly need: string;
  readonly variant: string | null;
  readonly when: readonly Compiled[];
  readonly unless: readonly Compiled[];
}

export interface RuleBook {
  readonly index: TestIndex;
  readonly rules: readonly CompiledRule[];
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
  const raw = flags.rules.map((rule) => ({ rule, when: compile(rule.when), unless: compile(rule.unless) }));
  const { index, ids } = indexTests(raw.flatMap(({ when, unless }) => [...when, ...unless]));
  const rules = raw.map(({ rule, when, unless }): CompiledRule => ({
    id: rule.id,
    level: rule.level,
    sign: rule.sign,
    need: rule.need,
    variant: rule.variant ?? null,
    when: when.map((pattern) => bindPattern(pattern, ids)),
    unless: unless.map((pattern) => bindPattern(pattern, ids)),
  }));
  return { index, rules };
}

/** Every rule that holds for a message, in the order of the file. */
export function findRules(book: RuleBook, text: string): readonly RuleHit[] {
  const words = prepareWords(text);
  const hits = findHits(words, book.index);
  const found: RuleHit[] = [];
  for (const rule of book.rules) {
    const holding = rule.when.find((pattern) => findPattern(words, hits, pattern) !== null);
    if (holding === undefined) continue;
    if (rule.unless.some((pattern) => findPattern(words, hits, pattern) !== null)) continue;
    const { id, level, sign, need, variant } = rule;
    found.push({ rule: id, level, sign, need, variant, pattern: holding.pattern.text });
  }
  return found;
}
