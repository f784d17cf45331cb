/** The state a conversation begins with, and reading stored states of older versions. */
import { z } from 'zod';
import { dangerLevels, type Language, languages, urgencies } from '../content/schema.ts';
import type { State } from './types.ts';

/** A new conversation. */
export function initialState(lang: Language): State {
  return {
    v: 1,
    turn: 0,
    lang,
    langChosen: false,
    greeted: false,
    municipality: null,
    danger: null,
    recent: [],
    open: null,
    need: null,
    later: null,
    flow: null,
    outcome: null,
    urgency: null,
    misses: 0,
    handoff: null,
    caseId: null,
  };
}

const open = z.discriminatedUnion('type', [
  z.object({ type: z.literal('flow'), step: z.string() }),
  z.object({ type: z.literal('clarify'), needs: z.array(z.string()) }),
  z.object({ type: z.literal('place'), choices: z.array(z.string()) }),
  z.object({ type: z.literal('helped') }),
  z.object({ type: z.literal('switch'), need: z.string() }),
  z.object({ type: z.literal('danger') }),
  z.object({ type: z.literal('handoff'), stage: z.enum(['offer', 'contact', 'safe', 'when', 'summary']) }),
  z.object({ type: z.literal('change') }),
  z.object({ type: z.literal('forget') }),
]);

const stateSchema = z.object({
  v: z.literal(1),
  turn: z.number().int().nonnegative(),
  lang: z.enum(languages),
  langChosen: z.boolean(),
  greeted: z.boolean(),
  municipality: z.string().nullable(),
  danger: z
    .object({
      level: z.enum(dangerLevels),
      sign: z.string(),
      need: z.string(),
      at: z.string(),
      answered: z.boolean(),
    })
    .nullable(),
  recent: z.array(z.object({ text: z.string(), at: z.string() })),
  open: open.nullable(),
  need: z.string().nullable(),
  later: z.string().nullable(),
  flow: z
    .object({
      id: z.string(),
      digest: z.string(),
      answers: z.array(z.object({ step: z.string(), answer: z.union([z.string(), z.number()]).nullable() })),
    })
    .nullable(),
  outcome: z.string().nullable(),
  urgency: z.enum(urgencies).nullable(),
  misses: z.number().int().nonnegative(),
  handoff: z
    .object({
      queue: z.string(),
      contact: z.string().nullable(),
      safe: z.enum(['yes', 'no-message']).nullable(),
      when: z.string().nullable(),
    })
    .nullable(),
  caseId: z.string().nullable(),
});

/** Reads a stored state; one that cannot be read begins anew rather than stopping the person. */
export function readState(stored: unknown, lang: Language): State {
  const result = stateSchema.safeParse(stored);
  return result.success ? result.data : { ...initialState(lang), greeted: true };
}
