/** Shapes of the safety layer's content: signs, words that mean the same, red-flag rules, notices, hazards. */
import { z } from 'zod';
import {
  byLanguage,
  dangerLevels,
  exampleStyles,
  kebab,
  languages,
  line,
  messages,
  reviewSchema,
  textSchema,
} from './schema-basic.ts';

const signBlockSchema = z.strictObject({
  lang: z.enum(languages),
  style: z.enum(exampleStyles),
  need: kebab.optional(),
  level: z.enum(dangerLevels).optional(),
  say: messages,
});

/** What people write when a sign is present (`danger`), and what only sounds like it (`harmless`). */
export const signSchema = z.strictObject({
  sign: kebab,
  /** Several signs in one file: teaches how grave a message is, not which sign it holds. */
  mixed: z.boolean().default(false),
  level: z.enum(dangerLevels),
  need: kebab,
  danger: z.array(signBlockSchema).default([]),
  harmless: z.array(signBlockSchema).default([]),
});
export type Sign = z.infer<typeof signSchema>;

/** Words that mean the same thing, by concept, in the pattern language of red flags (docs/yllapito.md). */
export const synonymsSchema = z.strictObject({
  topic: kebab,
  concepts: z.record(kebab, z.strictObject({ fi: z.array(line), sv: z.array(line), en: z.array(line) })),
});
export type Synonyms = z.infer<typeof synonymsSchema>;

/** A red-flag rule: patterns over words (see docs/yllapito.md) and the examples that prove it. */
export const ruleSchema = z.strictObject({
  id: kebab,
  level: z.enum(dangerLevels),
  sign: kebab,
  need: kebab,
  variant: kebab.optional(),
  source: line,
  owner: line,
  when: byLanguage,
  /** Cancels the rule in the sentences it touches. */
  unless: byLanguage.prefault({}),
  /** The file's own `unless` does not cancel this rule. */
  always: z.boolean().default(false),
  fires: byLanguage,
  quiet: byLanguage,
});
export type Rule = z.infer<typeof ruleSchema>;

export const redFlagsSchema = z.strictObject({
  review: reviewSchema,
  /** Named groups of word patterns that rules refer to as `<name>`. */
  words: z.record(kebab, byLanguage),
  /** What cancels every rule that is not `always`: in its sentence unless `now` stands there too, or in the message. */
  unless: z.strictObject({ sentence: byLanguage, now: byLanguage, message: byLanguage }).optional(),
  rules: z.array(ruleSchema).min(1),
});
export type RedFlags = z.infer<typeof redFlagsSchema>;

const noticePart = z.strictObject({ text: textSchema, services: z.array(kebab).default([]) });

/** Fixed, reviewed wording of danger notices: a core per level and a variant per sign. */
export const noticesSchema = z.strictObject({
  review: reviewSchema,
  levels: z.record(z.enum(dangerLevels), noticePart.extend({ question: textSchema.optional() })),
  variants: z.record(kebab, noticePart),
});
export type Notices = z.infer<typeof noticesSchema>;

/** One hazard of the log kept in the manner of DCB0129 (MD-6). */
export const hazardsSchema = z.strictObject({
  review: reviewSchema,
  hazards: z.array(
    z.strictObject({
      id: kebab,
      hazard: line,
      cause: line,
      effect: line,
      harm: line,
      likelihood: z.number().int().min(1).max(5),
      severity: z.number().int().min(1).max(5),
      controls: z.array(z.strictObject({ what: line, test: line })).min(1),
      residual: line,
      owner: line,
    }),
  ),
});
export type Hazards = z.infer<typeof hazardsSchema>;
