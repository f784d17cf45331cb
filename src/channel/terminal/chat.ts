/** A conversation in the terminal, through the same code path as every other channel. */
import type { Language } from '../../content/schema.ts';
import type { Converse, Inbound } from '../../conversation/converse.ts';
import type { StoredActivity } from '../../conversation/ports.ts';
import type { Choice } from '../../conversation/types.ts';
import { type Paint, pickChoice, renderAnswer } from './render.ts';

export interface ChatParts {
  readonly converse: Converse;
  readonly conversation: string;
  readonly role: Inbound['role'];
  readonly locale: Language | null;
  /** What the person types, a line at a time. */
  readonly lines: AsyncIterable<string>;
  readonly write: (text: string) => void;
  readonly paint: Paint;
  /** Called when the next line is awaited. */
  readonly ask: () => void;
  /** Called after the greeting has been stored, before anything is said. */
  readonly onStarted?: () => Promise<void>;
}

const user = 'terminal';
const channel = 'terminal';

/** Talks until `/quit` or the end of input. */
export async function chat(parts: ChatParts): Promise<void> {
  const { converse, conversation, role, locale, write, paint } = parts;
  let choices: readonly Choice[] = [];
  const show = (activities: readonly StoredActivity[]): void => {
    const screenful = renderAnswer(activities, paint);
    choices = screenful.choices;
    write(`\n${screenful.text}\n\n`);
  };
  show(await converse.start({ conversation, channel, user, locale }));
  await parts.onStarted?.();
  write(`${paint('quiet', '/quit')}\n`);
  parts.ask();
  for await (const line of parts.lines) {
    const typed = line.trim();
    if (typed === '/quit') return;
    const choice = pickChoice(typed, choices);
    const message = { text: choice?.label ?? typed, choice: choice?.value ?? null, locale };
    const received = await converse.receive({ conversation, channel, user, clientId: null, message, role });
    if (received.type === 'gone') return;
    show(received.activities);
    parts.ask();
  }
}
