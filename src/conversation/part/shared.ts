/** What the parts of a turn share: the turn under way and small steps on it. */
import type { CompiledFlow, Content } from '../../content/content.ts';
import type { Text } from '../../content/schema.ts';
import { resolveService, viewService } from '../../guidance/guidance.ts';
import { type PhraseKey, phrase } from '../phrase.ts';
import type {
  Choice,
  Effect,
  Message,
  Meta,
  Reply,
  ServiceView,
  State,
  TurnEvent,
  TurnResult,
} from '../types.ts';

/** Longest message that is understood; a longer one is screened for danger and kindly refused (SE-7). */
export const longestMessage = 1000;

/** A queue somebody reads right now or in its hours; only such are offered (hazard: a handoff nobody answers). */
export interface StaffedQueue {
  readonly id: string;
  readonly promise: Text;
  readonly counties: readonly string[];
  readonly needs: readonly string[];
}

export interface Context {
  readonly content: Content;
  readonly now: Date;
  readonly role: 'resident' | 'professional';
  /** Fresh, unguessable id for a case this turn may open. */
  readonly freshId: string;
  /** Short number the person can quote for that case. */
  readonly freshNumber: string;
  readonly queues: readonly StaffedQueue[];
  /** The flow the conversation pinned, when it is no longer the served one. */
  readonly pinnedFlow: CompiledFlow | null;
  /** Name of the county that runs this deployment; null means an evaluation version. */
  readonly controller: string | null;
}

export interface Turn {
  readonly state: State;
  /** The state before this message. */
  readonly before: State;
  /** Cleaned and masked text. */
  readonly text: string;
  /** The text as it may be kept: contacts are masked too. */
  readonly said: string;
  /** The text as commands are compared. */
  readonly whole: string;
  readonly choice: Message['choice'];
  readonly context: Context;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  readonly events: readonly TurnEvent[];
  readonly meta: Partial<Meta>;
}

/** A part either answers (`done`) or hands the turn on, perhaps changed. */
export interface PartResult {
  readonly done: boolean;
  readonly turn: Turn;
}
export type Part = (turn: Turn) => PartResult;

export const done = (turn: Turn): PartResult => ({ done: true, turn });
export const pass = (turn: Turn): PartResult => ({ done: false, turn });

export function setState(turn: Turn, change: Partial<State>): Turn {
  return { ...turn, state: { ...turn.state, ...change } };
}

export function setMeta(turn: Turn, change: Partial<Meta>): Turn {
  return { ...turn, meta: { ...turn.meta, ...change } };
}

export function say(turn: Turn, ...replies: readonly Reply[]): Turn {
  return { ...turn, replies: [...turn.replies, ...replies] };
}

export function emit(turn: Turn, ...events: readonly TurnEvent[]): Turn {
  return { ...turn, events: [...turn.events, ...events] };
}

/** The bot's own sentence in the conversation's language. */
export function words(turn: Turn, key: PhraseKey, values: Readonly<Record<string, string>> = {}): string {
  return phrase(turn.context.content, key, turn.state.lang, values);
}

export function sayWords(turn: Turn, key: PhraseKey, values: Readonly<Record<string, string>> = {}): Turn {
  return say(turn, { type: 'text', text: words(turn, key, values) });
}

/** A button of this turn's question. */
export function button(turn: Turn, label: string, choice: string): Choice {
  return { label, value: { turn: turn.state.turn, choice } };
}

/** Services by id as the person sees them now; ids without a service are left out. */
export function servicesById(turn: Turn, ids: readonly string[]): readonly ServiceView[] {
  const { content, now, role } = turn.context;
  const { lang, municipality } = turn.state;
  return ids
    .map((id) => resolveService(content, id, municipality))
    .filter((service) => service !== null)
    .map((service) => viewService(service, lang, now, role));
}

/** Services under a heading, with their plain text. */
export function sayServices(turn: Turn, heading: string, services: readonly ServiceView[], after = ''): Turn {
  const list = services.map((service) => serviceText(turn, service)).join('\n');
  return say(turn, { type: 'services', text: `${heading}\n${list}${after}`, heading, services });
}

/** A service as plain text: name, what it is, each channel with hours and, where unverified, a warning. */
export function serviceText(turn: Turn, service: ServiceView): string {
  const rows = service.channels.map((channel) => {
    const parts = [channel.value, channel.hours, channel.note].filter((part) => part !== null);
    const checked = channel.verified
      ? ''
      : ` (${words(turn, 'unverified', { date: finnishDate(channel.checked) })})`;
    return `  ${parts.join('. ').replaceAll('..', '.')}${checked}`;
  });
  const professional = service.professional === undefined ? [] : [`  ${service.professional}`];
  return [`• ${service.name}: ${service.describe}`, ...rows, ...professional].join('\n');
}

/** `2026-11-21` → `21.11.2026`. */
export function finnishDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day}.${month}.${year}`;
}

/** Closes a turn: reply fields get their defaults, services are gathered from all replies in order. */
export function finish(turn: Turn): TurnResult {
  const services = turn.replies.flatMap((reply) =>
    reply.type === 'services' || reply.type === 'notice' ? reply.services.map((service) => service.id) : [],
  );
  const { state, meta } = turn;
  const interrupt = meta.interrupt ?? null;
  return {
    said: turn.said,
    state: { ...state, greeted: true },
    replies: turn.replies,
    effects: turn.effects,
    events: turn.events,
    meta: {
      lang: state.lang,
      kind: interrupt === null ? (meta.kind ?? 'unknown') : 'interrupt',
      interrupt,
      needs: meta.needs ?? [],
      flow: meta.flow ?? null,
      step: meta.step ?? null,
      urgency: meta.urgency ?? null,
      services: [...new Set(services)],
    },
  };
}
