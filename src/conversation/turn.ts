/**
 * One turn, pure and channel-neutral: state + message + context → state + replies + effects + events.
 * The order of its parts is the order of design.md: mask, danger, command, open question, need.
 */
import type { Content } from '../content/content.ts';
import { cleanText, fold } from '../language/fold.ts';
import { maskContacts, maskIdentifiers } from '../privacy/identifiers.ts';
import { answerOpen } from './part/answer.ts';
import { obeyCommand } from './part/command.ts';
import { interruptForDanger } from './part/danger.ts';
import { greeting, remind } from './part/greeting.ts';
import { answerForeign, hearLanguage } from './part/language.ts';
import { findNeed } from './part/need.ts';
import { lookUp } from './part/professional.ts';
import { refuse } from './part/refuse.ts';
import { type Context, finish, longestMessage, type Part, type Turn } from './part/shared.ts';
import { phrase } from './phrase.ts';
import { initialState } from './state.ts';
import type { Message, State, TurnResult } from './types.ts';

export type { Context } from './part/shared.ts';

/** Messages within this time count together when signs of danger are spread (design.md, The turn). */
const recentMinutes = 10;
const recentMessages = 4;

/** The parts in order; the first that answers ends the turn. */
const parts: readonly Part[] = [
  interruptForDanger,
  refuse,
  answerForeign,
  obeyCommand,
  lookUp,
  answerOpen,
  findNeed,
];

/** Computes a turn. Total: any state and any message give a reply. */
export function turn(state: State, message: Message, context: Context): TurnResult {
  const masked = maskIdentifiers(cleanText(message.text));
  const before: State = { ...state, turn: state.turn + 1, recent: recentAt(state, context.now) };
  const lang = before.langChosen ? before.lang : (message.locale ?? before.lang);
  const isContact = before.open?.type === 'handoff' && before.open.stage === 'contact';
  const said = maskContacts(masked.text, ourNumbers(context.content));
  const start: Turn = {
    state: { ...before, lang },
    before: state,
    text: isContact ? masked.text : said,
    said,
    whole: commandForm(masked.text),
    choice: message.choice,
    context,
    replies: [],
    effects: [],
    events: [],
    meta: {},
  };
  const heard = hearLanguage(start);
  const opened = state.greeted ? heard : greeting(heard);
  let now = opened;
  for (const part of parts) {
    const result = part(now);
    if (result.done) return complete(result.turn, masked.codes > 0);
    now = result.turn;
  }
  throw new Error('the last part of a turn always answers');
}

function complete(turnDone: Turn, masked: boolean): TurnResult {
  const { state, said, context } = turnDone;
  const recent =
    said === ''
      ? state.recent
      : [...state.recent, { text: said.slice(0, longestMessage), at: context.now.toISOString() }];
  const kept = { ...turnDone, state: { ...state, recent: recent.slice(-recentMessages) } };
  const noted = masked
    ? {
        ...kept,
        replies: [
          ...kept.replies,
          { type: 'status' as const, text: phrase(context.content, 'identityMasked', state.lang) },
        ],
      }
    : kept;
  return finish(remind(noted));
}

const numbers = new WeakMap<Content, readonly string[]>();

/** Numbers of the services we show: a person who repeats one gives nothing away (PR-3). */
function ourNumbers(content: Content): readonly string[] {
  const known = numbers.get(content);
  if (known !== undefined) return known;
  const all = [...content.services.values()].flatMap((service) =>
    service.channels.map((channel) => channel.value),
  );
  numbers.set(content, all);
  return all;
}

function recentAt(state: State, now: Date): State['recent'] {
  const oldest = now.getTime() - recentMinutes * 60_000;
  return state.recent.filter((entry) => Date.parse(entry.at) >= oldest);
}

/** A message as commands are compared: folded, without marks at the ends. */
export function commandForm(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The first words of a conversation, before anything is said (PA-4, MD-1). */
export function openConversation(context: Context, lang: State['lang']): TurnResult {
  const empty: Turn = {
    state: initialState(lang),
    before: initialState(lang),
    text: '',
    said: '',
    whole: '',
    choice: null,
    context,
    replies: [],
    effects: [],
    events: [],
    meta: { kind: 'smalltalk' },
  };
  return finish(greeting(empty));
}
