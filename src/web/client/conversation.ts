/** What the page shows: messages in order with their states. Pure; every change gives a new view. */
import type { Language } from '../../content/schema.ts';
import type { Choice } from '../../conversation/types.ts';
import type { Activity, Block, BotActivity } from './activity.ts';
import type { LinkState } from './connection.ts';
import type { SendState } from './outbox.ts';

export interface SaidEntry {
  readonly from: 'user';
  /** The client's id of the message; stays the same when the server echoes it, so that nothing is announced twice. */
  readonly key: string;
  readonly lang: Language;
  readonly text: string;
  readonly at: string;
  readonly state: SendState;
  /** The server's own words on why it was not sent. */
  readonly why: string | null;
}

export interface AnswerEntry {
  readonly from: 'bot';
  readonly key: string;
  readonly lang: Language;
  readonly text: string;
  readonly at: string;
  readonly block: Block;
  readonly choices: readonly Choice[];
  /** Came while the page was open: a notice among these is an alert. */
  readonly isNew: boolean;
}

/** A line of the page itself. */
export interface PageEntry {
  readonly from: 'page';
  readonly key: string;
  readonly lang: Language;
  readonly text: string;
}

export type Entry = SaidEntry | AnswerEntry | PageEntry;

export interface View {
  readonly lang: Language;
  readonly entries: readonly Entry[];
  readonly link: LinkState;
  /** The answer takes long. */
  readonly isSlow: boolean;
  /** The person asked to delete the conversation: what is shown goes when the answer comes. */
  readonly isForgetting: boolean;
}

export function emptyView(lang: Language): View {
  return { lang, entries: [], link: 'connecting', isSlow: false, isForgetting: false };
}

export interface Said {
  readonly clientId: string;
  readonly text: string;
  readonly at: string;
  readonly choice: string | null;
}

export function say(view: View, { clientId, text, at, choice }: Said): View {
  const entry: SaidEntry = {
    from: 'user',
    key: clientId,
    lang: view.lang,
    text,
    at,
    state: 'sending',
    why: null,
  };
  return { ...view, entries: [...view.entries, entry], isSlow: false, isForgetting: choice === 'forget' };
}

export function markSent(view: View, clientId: string, state: SendState, why: string | null): View {
  const entries = view.entries.map((entry) =>
    entry.from === 'user' && entry.key === clientId ? { ...entry, state, why } : entry,
  );
  return { ...view, entries };
}

/** Takes in what came from the server; the language of the newest answer becomes the page's. */
export function receive(view: View, activities: readonly Activity[], isNew: boolean): View {
  const answers = activities.filter((activity) => activity.from === 'bot');
  const forgotten = view.isForgetting && answers.length > 0;
  const start: readonly Entry[] = forgotten ? [] : view.entries;
  const entries = activities
    .filter((activity) => !forgotten || activity.from === 'bot')
    .reduce<readonly Entry[]>((list, activity) => takeIn(list, activity, view.lang, isNew), start);
  return {
    ...view,
    entries,
    lang: answers.at(-1)?.lang ?? view.lang,
    isSlow: answers.length > 0 ? false : view.isSlow,
    isForgetting: view.isForgetting && !forgotten,
  };
}

function takeIn(
  entries: readonly Entry[],
  activity: Activity,
  lang: Language,
  isNew: boolean,
): readonly Entry[] {
  if (activity.from === 'bot') return [...entries, answerEntry(activity, isNew)];
  const key = activity.clientId ?? activity.id;
  // The server's text replaces the typed one: it is the one that is kept, with identity codes masked (PR-1).
  const said: SaidEntry = {
    from: 'user',
    key,
    lang,
    text: activity.text,
    at: activity.at,
    state: 'sent',
    why: null,
  };
  const isKnown = entries.some((entry) => entry.key === key);
  return isKnown ? entries.map((entry) => (entry.key === key ? said : entry)) : [...entries, said];
}

function answerEntry(activity: BotActivity, isNew: boolean): AnswerEntry {
  const { id, lang, text, at, block, choices } = activity;
  return { from: 'bot', key: id, lang, text, at, block, choices, isNew };
}

/** Adds a line of the page's own. */
export function note(view: View, text: string): View {
  const key = `page-${view.entries.length}`;
  return { ...view, entries: [...view.entries, { from: 'page', key, lang: view.lang, text }] };
}

/** True while the assistant owes an answer. */
export function isWaiting(view: View): boolean {
  const last = view.entries.findLast((entry) => entry.from !== 'page');
  return last?.from === 'user' && (last.state === 'sending' || last.state === 'sent');
}

/** Keys of the answers whose buttons still count: those after the person's last message. */
export function openAnswers(view: View): ReadonlySet<string> {
  const last = view.entries.findLastIndex((entry) => entry.from === 'user');
  return new Set(view.entries.slice(last + 1).map((entry) => entry.key));
}
