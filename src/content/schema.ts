/** What content files may hold: the one home of the shapes of needs, flows, services, guides, rules and texts. */
import { z } from 'zod';

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** How soon help is needed, most urgent first. A closed list (design.md, Triage). */
export const urgencies = ['emergency', 'today', 'soon', 'routine', 'self-care', 'information'] as const;
export type Urgency = (typeof urgencies)[number];

/** Kinds of danger a message can hold. `112` is the gravest. */
export const dangerLevels = ['112', 'crisis', 'violence', 'poison', 'urgent'] as const;
export type DangerLevel = (typeof dangerLevels)[number];

/** How heavy a service is; guidance shows the lightest sufficient first. */
export const weights = ['self-care', 'e-service', 'phone', 'appointment', 'in-person', 'guidance'] as const;
export type Weight = (typeof weights)[number];

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-21');
const line = z.string().trim().min(1, 'must not be empty');

/** A text a person reads, in all three languages. */
export const textSchema = z.strictObject({ fi: line, sv: line, en: line });
export type Text = z.infer<typeof textSchema>;

export const reviewSchema = z.strictObject({
  owner: line,
  reviewed: date,
  due: date,
  basis: line,
  /** Set by `content -- review`: the digest of the text that a named professional accepted (PA-2). */
  digest: z.string().optional(),
  by: line.optional(),
});
export type Review = z.infer<typeof reviewSchema>;

export const sourceSchema = z.strictObject({ name: line, address: z.url() });

/** Where a fact comes from; an unverified one is shown as such with its date. */
const factFields = {
  source: sourceSchema,
  checked: date,
  verified: z.boolean().default(true),
};

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

export const exampleStyles = [
  'keywords',
  'plain',
  'colloquial',
  'dialect',
  'slang',
  'typo',
  'no-dots',
  'narrative',
  'formal',
] as const;

/** One whole message a line. */
const messages = z.string().transform((block) =>
  block
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== ''),
);

export const exampleBlockSchema = z.strictObject({
  lang: z.enum(languages),
  who: kebab.optional(),
  style: z.enum(exampleStyles),
  danger: z.enum(dangerLevels).optional(),
  say: messages,
});

export const examplesSchema = z.strictObject({ need: kebab, examples: z.array(exampleBlockSchema).min(1) });
export type Examples = z.infer<typeof examplesSchema>;

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

const byLanguage = z.strictObject({
  fi: z.array(line).default([]),
  sv: z.array(line).default([]),
  en: z.array(line).default([]),
});

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

export const placesSchema = z.strictObject({
  attribution: line,
  municipalities: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{3}$/),
      fi: line,
      sv: line,
      county: z.string().regex(/^\d{2}$/),
    }),
  ),
});
export const countiesSchema = z.strictObject({
  attribution: line,
  counties: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}$/),
      slug: kebab,
      name: textSchema,
      website: z.url(),
      source: sourceSchema,
      checked: date,
    }),
  ),
});
/** Words or names of one line, separated by commas. */
const commaList = line.transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);
const postalCodes = z
  .string()
  .regex(/^\d{5}(\s+\d{5})*$/, 'must be postal codes of five digits')
  .transform((text) => text.split(/\s+/));

/** Postal codes and area names of each municipality, by its official Finnish name. */
export const areasSchema = z.strictObject({
  attribution: line,
  areas: z.record(line, z.strictObject({ postal: postalCodes.optional(), names: commaList.optional() })),
});
export const aliasesSchema = z.strictObject({
  /** Former municipalities, villages, districts and nicknames, by the official name of today's municipality. */
  aliases: z.record(line, commaList),
  /** Place names that are common words or surnames too: they need a place case, a capital letter or context. */
  ambiguous: commaList,
  /** Place names that mostly mean something else: only context makes them places. */
  common: commaList,
  /** Place names that are first names too: a capital letter alone does not make them places. */
  names: commaList,
  /** Phrases and word forms that hold a place name and never speak of the place. */
  never: commaList,
});

export const servicesSchema = z.strictObject({ services: z.array(serviceSchema).min(1) });

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
