/** Shapes that every kind of content is made of: languages, levels, texts, sources, messages. */
import { z } from 'zod';

export const languages = ['fi', 'sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** How soon help is needed, most urgent first. A closed list (design.md, Triage). */
export const urgencies = ['emergency', 'today', 'soon', 'routine', 'self-care', 'information'] as const;
export type Urgency = (typeof urgencies)[number];
/** Help is needed today or at once. */
export const isPressing = (urgency: Urgency | null | undefined): boolean =>
  urgency === 'emergency' || urgency === 'today';

/** Kinds of danger a message can hold. `112` is the gravest. */
export const dangerLevels = ['112', 'crisis', 'violence', 'poison', 'urgent'] as const;
export type DangerLevel = (typeof dangerLevels)[number];

/** How heavy a service is; guidance shows the lightest sufficient first. */
export const weights = ['self-care', 'e-service', 'phone', 'appointment', 'in-person', 'guidance'] as const;
export type Weight = (typeof weights)[number];

export const kebab = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-21');
export const line = z.string().trim().min(1, 'must not be empty');

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
export const factFields = {
  source: sourceSchema,
  checked: date,
  verified: z.boolean().default(true),
};

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
export const messages = z.string().transform((block) =>
  block
    .split('\n')
    .map((row) => row.trim())
    .filter((row) => row !== ''),
);

/** Words or patterns by language; a language may have none. */
export const byLanguage = z.strictObject({
  fi: z.array(line).default([]),
  sv: z.array(line).default([]),
  en: z.array(line).default([]),
});
