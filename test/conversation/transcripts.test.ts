/** Every transcript in test/transcripts holds: what a person says, and where it leads. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Content } from '../../src/content/content.ts';
import { dangerLevels, languages, urgencies } from '../../src/content/schema.ts';
import { replyKinds, type TurnResult } from '../../src/conversation/types.ts';
import { root, servedContent } from '../support/content.ts';
import { talk } from '../support/talk.ts';

const expectation = z.strictObject({
  kind: z.enum(replyKinds).optional(),
  interrupt: z.enum(dangerLevels).nullable().optional(),
  /** The first need, or several that must be among those found. */
  needs: z.array(z.string()).optional(),
  flow: z.string().nullable().optional(),
  step: z.string().nullable().optional(),
  urgency: z.enum(urgencies).nullable().optional(),
  /** Services that must be shown. */
  services: z.array(z.string()).optional(),
  outcome: z.string().optional(),
  lang: z.enum(languages).optional(),
  /** A human is offered or one word away. */
  human: z.boolean().optional(),
});
const transcript = z.strictObject({
  name: z.string(),
  lang: z.enum(languages).optional(),
  municipality: z.string().optional(),
  turns: z.array(
    z.union([
      z.strictObject({ say: z.string() }),
      z.strictObject({ press: z.string() }),
      z.strictObject({ expect: expectation }),
    ]),
  ),
});

const folder = join(root, 'test/transcripts');
const transcripts = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const value: unknown = parse(readFileSync(join(folder, name), 'utf8'));
    return z
      .array(transcript)
      .parse(Array.isArray(value) ? value : [value])
      .map((each) => ({ ...each, file: name }));
  });

function check(result: TurnResult, wanted: z.infer<typeof expectation>): void {
  const { kind, interrupt, needs, flow, step, urgency, services, outcome, lang, human } = wanted;
  const said = JSON.stringify(result.replies.map((reply) => reply.text));
  if (kind !== undefined) expect(result.meta.kind, said).toBe(kind);
  if (interrupt !== undefined) expect(result.meta.interrupt, said).toBe(interrupt);
  if (needs?.[0] !== undefined) expect(result.meta.needs[0], said).toBe(needs[0]);
  if (needs !== undefined) expect(result.meta.needs).toEqual(expect.arrayContaining(needs));
  if (flow !== undefined) expect(result.meta.flow, said).toBe(flow);
  if (step !== undefined) expect(result.meta.step, said).toBe(step);
  if (urgency !== undefined) expect(result.meta.urgency, said).toBe(urgency);
  if (services !== undefined) expect(result.meta.services).toEqual(expect.arrayContaining(services));
  if (outcome !== undefined) expect(result.state.outcome).toBe(outcome);
  if (lang !== undefined) expect(result.meta.lang).toBe(lang);
  if (human === true) expect(said).toMatch(/112|ihminen|människa|human/i);
}

describe('transcripts', () => {
  let content: Content;
  beforeAll(async () => {
    content = await servedContent();
  });

  it('there is at least one for each of the twelve needs with a flow', () => {
    const flows = [...content.flows.keys()];
    const spoken = JSON.stringify(transcripts);
    expect(flows.filter((flow) => !spoken.includes(flow))).toEqual([]);
    expect(flows.length).toBeGreaterThanOrEqual(12);
  });

  it.each(transcripts.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const person = talk(content, {
      ...(each.lang === undefined ? {} : { lang: each.lang }),
      ...(each.municipality === undefined ? {} : { municipality: each.municipality }),
    });
    let last: TurnResult | null = null;
    for (const entry of each.turns) {
      if ('say' in entry) last = person.say(entry.say);
      else if ('press' in entry) last = person.press(entry.press);
      else if (last !== null) check(last, entry.expect);
    }
    expect(last).not.toBeNull();
  });
});
