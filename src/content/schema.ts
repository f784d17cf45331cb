/** What content files may hold: the door to all shapes, and those of needs, services, guides and flows. */
import { z } from 'zod';
import {
  byLanguage,
  dangerLevels,
  exampleStyles,
  factFields,
  kebab,
  languages,
  line,
  messages,
  reviewSchema,
  sourceSchema,
  textSchema,
  urgencies,
  weights,
} from './schema-basic.ts';

export * from './schema-basic.ts';
export * from './schema-places.ts';
export * from './schema-safety.ts';

const weightedTerms = z.record(z.string().min(1), z.number().positive().max(1));

export const needSchema = z.strictObject({
  id: kebab,
  group: kebab,
  title: textSchema,
  scope: line,
  describe: textSchema,
  fallback: z.array(kebab).min(1).max(3),
  /** How soon help is needed when no flow has asked: a grave need is never answered as routine. */
  urgency: z.enum(urgencies).default('routine'),
  flow: kebab.optional(),
  guide: kebab.optional(),
  terms: z.strictObject({ fi: weightedTerms, sv: weightedTerms, en: weightedTerms }),
});
export type Need = z.infer<typeof needSchema>;

export const exampleBlockSchema = z.strictObject({
  lang: z.enum(languages),
  who: kebab.optional(),
  style: z.enum(exampleStyles),
  danger: z.enum(dangerLevels).optional(),
  say: messages,
});

export const examplesSchema = z.strictObject({ need: kebab, examples: z.array(exampleBlockSchema).min(1) });
export type Examples = z.infer<typeof examplesSchema>;

export const channelSchema = z.strictObject({
  type: z.enum(['phone', 'chat', 'web', 'visit']),
  /** A telephone number, a web address or a street address; always quoted. */
  value: z.string({ error: 'must be quoted text: an unquoted number loses its leading zero' }).min(1),
  /** OpenStreetMap opening_hours; absent when not known. */
  hours: line.optional(),
  note: textSchema.optional(),
  ...factFields,
});
export type Channel = z.infer<typeof channelSchema>;

export const serviceSchema = z.strictObject({
  id: kebab,
  name: textSchema,
  /** False when a translation of the name is our own and not the organisation's. */
  nameVerified: z.boolean().default(true),
  describe: textSchema,
  needs: z.array(kebab),
  area: z.union([
    z.literal('national'),
    z.strictObject({ county: z.string().regex(/^\d{2}$/) }),
    z.strictObject({ municipalities: z.array(z.string().regex(/^\d{3}$/)).min(1) }),
  ]),
  /** Languages in which it serves, when not all three. */
  languages: z.array(z.enum(languages)).min(1).default(['fi', 'sv', 'en']),
  audience: z
    .enum(['everyone', 'children', 'young', 'adults', 'older', 'families', 'professionals'])
    .default('everyone'),
  weight: z.enum(weights),
  /** Urgencies this service is sufficient for; guidance never offers it at a graver one. */
  upTo: z.enum(urgencies).default('routine'),
  channels: z.array(channelSchema).min(1),
  /** Shown to authenticated professionals only. */
  professional: textSchema.optional(),
});
export type Service = z.infer<typeof serviceSchema>;

export const guideSchema = z.strictObject({
  id: kebab,
  need: kebab,
  review: reviewSchema,
  /** What one can do meanwhile: short lines, plain words. */
  now: z.array(textSchema).min(1),
  /** MD-3: when and where to seek help if things change. */
  worse: textSchema,
  sources: z.array(sourceSchema).default([]),
});
export type Guide = z.infer<typeof guideSchema>;

/** What a step's answer is read as. */
export const answerKinds = ['choice', 'yesno', 'age', 'temperature', 'duration', 'scale', 'number'] as const;

const answerSchema = z.strictObject({
  id: kebab,
  text: textSchema,
  /** Other words people say for this answer. */
  also: byLanguage.prefault({}),
  to: z.string(),
  /** A red-flag answer: the danger level it raises. */
  danger: z.enum(dangerLevels).optional(),
});

/** A condition on a named fact, e.g. `ageMonths < 3`. */
const branchSchema = z.strictObject({
  when: z.string().regex(/^[a-zA-Z]+ (<|<=|>=|>|=) -?\d+(\.\d+)?$/, 'must be "fact < number"'),
  to: z.string(),
  danger: z.enum(dangerLevels).optional(),
});

export const stepSchema = z.strictObject({
  id: kebab,
  ask: textSchema,
  /** Said with the question when the answer was not understood. */
  example: textSchema,
  kind: z.enum(answerKinds).default('choice'),
  answers: z.array(answerSchema).max(5).default([]),
  branches: z.array(branchSchema).default([]),
  /** Where a measured answer leads when no branch holds, and where "I don't know" leads. */
  otherwise: z.string().optional(),
  unknown: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

export const outcomeSchema = z.strictObject({
  id: kebab,
  urgency: z.enum(urgencies),
  danger: z.enum(dangerLevels).optional(),
  say: textSchema,
  /** Service ids that must be shown whatever the place; county services are added by need. */
  services: z.array(kebab).min(1),
  guide: kebab.optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export const flowSchema = z.strictObject({
  id: kebab,
  need: kebab,
  review: reviewSchema,
  start: kebab,
  steps: z.array(stepSchema).min(1),
  outcomes: z.array(outcomeSchema).min(1),
});
export type Flow = z.infer<typeof flowSchema>;

export const handoffSchema = z.strictObject({
  queues: z.array(
    z.strictObject({
      id: kebab,
      name: textSchema,
      counties: z.array(z.string()).default([]),
      needs: z.array(kebab).default([]),
      /** The time within which somebody calls back. */
      promise: textSchema,
      hours: line,
    }),
  ),
});
export type Handoff = z.infer<typeof handoffSchema>;

export const elsewhereSchema = z.strictObject({
  id: kebab,
  kind: z.enum([
    'municipal',
    'other-authority',
    'weather',
    'insult',
    /** Says that there is something to ask, not what. */
    'opening',
    'gibberish',
    'prompt-injection',
    'smalltalk',
    'other',
  ]),
  /** Who handles the matter, named for the resident; numbers and links only from facts. */
  answer: textSchema,
  terms: z.strictObject({ fi: weightedTerms, sv: weightedTerms, en: weightedTerms }),
  examples: z.array(exampleBlockSchema).min(1),
});
export type Elsewhere = z.infer<typeof elsewhereSchema>;

export const phrasesSchema = z.record(z.string().regex(/^[a-z][a-zA-Z0-9]*$/), textSchema);
export type Phrases = z.infer<typeof phrasesSchema>;

export const commandIds = [
  'restart',
  'back',
  'change',
  'human',
  'place',
  'language-fi',
  'language-sv',
  'language-en',
  'save',
  'forget',
  'help',
  'stop',
] as const;
export type CommandId = (typeof commandIds)[number];
/** Whole messages that are commands, in every language at once. */
export const commandsSchema = z.record(z.enum(commandIds), z.array(line).min(1));

export const servicesSchema = z.strictObject({ services: z.array(serviceSchema).min(1) });
