/** A conversation in a test: says messages through the real turn, with a fixed clock. */
import type { Content } from '../../src/content/content.ts';
import type { Language } from '../../src/content/schema.ts';
import { initialState } from '../../src/conversation/state.ts';
import { type Context, turn } from '../../src/conversation/turn.ts';
import type { Choice, State, TurnResult } from '../../src/conversation/types.ts';

export interface Talk {
  say(text: string): TurnResult;
  /** Presses a button of the last reply by its choice id. */
  press(choice: string): TurnResult;
  readonly state: State;
}

export interface TalkOptions {
  readonly lang?: Language;
  readonly municipality?: string;
  readonly context?: Partial<Context>;
  readonly state?: Partial<State>;
  /** Minutes that pass between messages. */
  readonly pause?: number;
}

/** Monday 23 November 2026, ten in the morning. */
export const monday = new Date('2026-11-23T10:00:00+02:00');

/** Begins a conversation that has been greeted. */
export function talk(content: Content, options: TalkOptions = {}): Talk {
  const code =
    options.municipality === undefined
      ? null
      : (content.understanding.places(options.municipality)[0] ?? null);
  let state: State = {
    ...initialState(options.lang ?? 'fi'),
    greeted: true,
    langChosen: options.lang !== undefined,
    municipality: code,
    ...options.state,
  };
  let minutes = 0;
  const step = (text: string, choice: Choice['value'] | null): TurnResult => {
    const context: Context = {
      content,
      now: new Date(monday.getTime() + minutes * 60_000),
      role: 'resident',
      freshId: 'case-1',
      freshNumber: '123-456',
      queues: [],
      pinnedFlow: null,
      controller: null,
      ...options.context,
    };
    minutes += options.pause ?? 1;
    const result = turn(state, { text, choice, locale: null }, context);
    state = result.state;
    return result;
  };
  return {
    say: (text) => step(text, null),
    press: (choice) => step(choice, { turn: state.turn, choice }),
    get state() {
      return state;
    },
  };
}
