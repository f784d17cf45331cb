/** `npm run --silent ask`: JSON lines in, JSON lines out; each line is a fresh conversation (contracts.md). */

import { createInterface } from 'node:readline';
import { z } from 'zod';
import { toolContent } from '../compose.ts';
import type { Content } from '../content/content.ts';
import { formatFault } from '../content/fault.ts';
import { languages } from '../content/schema.ts';
import { NoContent, openContent } from '../content/store.ts';
import { initialState } from '../conversation/state.ts';
import { type Context, turn } from '../conversation/turn.ts';
import type { State, TurnResult } from '../conversation/types.ts';
import { lendRecognizers } from '../recognizers.ts';

const question = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  text: z.string(),
  lang: z.enum(languages).optional(),
  municipality: z.string().optional(),
  role: z.enum(['resident', 'professional']).optional(),
  now: z.string().optional(),
  turns: z.array(z.string()).optional(),
});
type Question = z.infer<typeof question>;

/** Answers one question through the same turn as the chat. */
export function answer(content: Content, asked: Question, explain: boolean): Record<string, unknown> {
  const now = asked.now === undefined ? new Date() : new Date(asked.now);
  const context: Context = {
    content,
    now: Number.isNaN(now.getTime()) ? new Date() : now,
    role: asked.role ?? 'resident',
    freshId: asked.id,
    freshNumber: '000-000',
    queues: [],
    pinnedFlow: null,
    controller: null,
  };
  const begun = initialState(asked.lang ?? 'fi');
  const [place] = asked.municipality === undefined ? [] : content.understanding.places(asked.municipality);
  let state: State = {
    ...begun,
    greeted: true,
    langChosen: asked.lang !== undefined,
    municipality: place ?? null,
  };
  let result: TurnResult | null = null;
  for (const text of [asked.text, ...(asked.turns ?? [])]) {
    result = turn(state, { text, choice: null, locale: null }, context);
    state = result.state;
  }
  if (result === null) throw new Error('a question has at least one message');
  const reply = result.replies.map((each) => each.text).join('\n\n');
  const choices = result.replies.flatMap((each) =>
    'choices' in each ? each.choices.map((choice) => `[${choice.label}]`) : [],
  );
  const last = asked.turns?.at(-1) ?? asked.text;
  return {
    id: asked.id,
    ...result.meta,
    reply: [reply, choices.join(' ')].filter((part) => part !== '').join('\n'),
    ...(explain ? { explain: explanation(content, last, state) } : {}),
  };
}

function explanation(content: Content, text: string, state: State): Record<string, unknown> {
  const { understanding } = content;
  const finding = understanding.needs(text, state.lang);
  const [first] = finding.needs;
  return {
    danger: understanding.danger(text)?.by ?? null,
    language: understanding.language(text),
    ...finding,
    evidence: first === undefined ? null : understanding.explain(text, state.lang, first.id),
  };
}

async function main(): Promise<void> {
  lendRecognizers();
  const explain = process.argv.includes('--explain');
  const store = await openContent(toolContent());
  const content = store.current();
  for await (const row of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (row.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(answerRow(content, row, explain))}\n`);
  }
  await store.close();
}

function answerRow(content: Content, row: string, explain: boolean): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch {
    return { id: null, error: 'this line is not JSON' };
  }
  const parsed = question.safeParse(value);
  if (!parsed.success) return { id: null, error: z.prettifyError(parsed.error) };
  return answer(content, parsed.data, explain);
}

if (import.meta.main) {
  try {
    await main();
  } catch (problem) {
    if (!(problem instanceof NoContent)) throw problem;
    for (const fault of problem.faults) process.stderr.write(`${formatFault(fault)}\n`);
    process.exit(1);
  }
}
