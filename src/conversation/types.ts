/** The conversation's own words: state, replies, effects and events of a turn, all plain JSON. */
import type { DangerLevel, Language, Urgency, Weight } from '../content/schema.ts';

/** What is asked of the person right now. `turn` in State numbers it, so that an old button is recognised. */
export type Open =
  | { readonly type: 'flow'; readonly step: string }
  | { readonly type: 'clarify'; readonly needs: readonly string[] }
  | { readonly type: 'place'; readonly choices: readonly string[] }
  | { readonly type: 'helped' }
  | { readonly type: 'switch'; readonly need: string }
  | { readonly type: 'danger' }
  | { readonly type: 'handoff'; readonly stage: HandoffStage }
  | { readonly type: 'change' }
  | { readonly type: 'forget' };

/** The order in which a call-back is agreed (PR-9: is it safe to call, when). */
export type HandoffStage = 'offer' | 'contact' | 'safe' | 'when' | 'summary';

export interface HandoffDraft {
  readonly queue: string;
  readonly contact: string | null;
  readonly safe: 'yes' | 'no-message' | null;
  readonly when: string | null;
}

export interface FlowAnswer {
  readonly step: string;
  /** The chosen answer's id, or the measured value, or null for "I don't know". */
  readonly answer: string | number | null;
}

export interface FlowProgress {
  readonly id: string;
  /** Digest of the flow's compiled form: a running conversation pins its flow. */
  readonly digest: string;
  readonly answers: readonly FlowAnswer[];
}

/** A danger that was noticed; it sets a floor for urgency and is never withdrawn by a later message (MD-5). */
export interface Danger {
  readonly level: DangerLevel;
  readonly sign: string;
  /** The need that lay behind it. */
  readonly need: string;
  readonly at: string;
  /** The person has answered the direct question. */
  readonly answered: boolean;
}

export interface State {
  readonly v: 1;
  /** Turns so far; numbers the open question. */
  readonly turn: number;
  readonly lang: Language;
  /** The person chose the language; detection no longer changes it. */
  readonly langChosen: boolean;
  readonly greeted: boolean;
  /** Municipality code, or null. */
  readonly municipality: string | null;
  readonly danger: Danger | null;
  /** The resident's last messages (masked), for signs spread over several messages. */
  readonly recent: readonly { readonly text: string; readonly at: string }[];
  readonly open: Open | null;
  readonly need: string | null;
  /** Another need heard in the same message, offered afterwards. */
  readonly later: string | null;
  readonly flow: FlowProgress | null;
  readonly outcome: string | null;
  readonly urgency: Urgency | null;
  /** Answers in a row that were not understood. */
  readonly misses: number;
  readonly handoff: HandoffDraft | null;
  readonly caseId: string | null;
}

export const replyKinds = [
  'interrupt',
  'triage',
  'guidance',
  'clarify',
  'handoff',
  'out-of-scope',
  'smalltalk',
  'unknown',
] as const;
export type ReplyKind = (typeof replyKinds)[number];

/** The fields every reply activity carries as `channelData.palveluneuvoja` (contracts.md, ask). */
export interface Meta {
  readonly lang: Language;
  readonly kind: ReplyKind;
  readonly interrupt: DangerLevel | null;
  readonly needs: readonly string[];
  readonly flow: string | null;
  readonly step: string | null;
  readonly urgency: Urgency | null;
  readonly services: readonly string[];
}

/** A button: `say` is what the person is shown to have said, `value` what is sent. */
export interface Choice {
  readonly label: string;
  readonly value: { readonly turn: number; readonly choice: string };
}

export interface ChannelView {
  readonly type: 'phone' | 'chat' | 'web' | 'visit';
  readonly value: string;
  /** E.g. "Auki nyt, sulkeutuu klo 21", or null when hours are not known. */
  readonly hours: string | null;
  readonly isOpen: boolean | null;
  readonly note: string | null;
  readonly verified: boolean;
  readonly source: { readonly name: string; readonly address: string };
  readonly checked: string;
}

export interface ServiceView {
  readonly id: string;
  readonly name: string;
  readonly describe: string;
  readonly weight: Weight;
  readonly channels: readonly ChannelView[];
  /** Only ever set for an authenticated professional. */
  readonly professional?: string;
}

/** What the person is shown; every one has a plain-text rendering in `text`. */
export type Reply =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'question'; readonly text: string; readonly choices: readonly Choice[] }
  | {
      readonly type: 'services';
      readonly text: string;
      readonly heading: string;
      readonly services: readonly ServiceView[];
    }
  | {
      readonly type: 'notice';
      readonly text: string;
      readonly level: DangerLevel;
      readonly services: readonly ServiceView[];
      readonly choices: readonly Choice[];
    }
  | {
      readonly type: 'form';
      readonly text: string;
      readonly field: 'contact' | 'when';
      readonly choices: readonly Choice[];
    }
  | {
      readonly type: 'summary';
      readonly text: string;
      readonly lines: readonly string[];
      readonly choices: readonly Choice[];
    }
  | { readonly type: 'status'; readonly text: string };

/** What must happen besides storing the turn. A closed list. */
export type Effect = { readonly type: 'open-case'; readonly draft: CaseDraft } | { readonly type: 'forget' };

export interface CaseDraft {
  readonly id: string;
  /** Short number the person can quote. */
  readonly number: string;
  readonly queue: string;
  readonly lang: Language;
  readonly municipality: string | null;
  readonly need: string | null;
  readonly urgency: Urgency | null;
  readonly danger: Danger | null;
  readonly summary: readonly string[];
  readonly contact: string;
  readonly mayLeaveMessage: boolean;
  readonly when: string;
}

/** What is counted; never message text (PA-7, PR-4). */
export interface TurnEvent {
  readonly type:
    | 'danger'
    | 'need'
    | 'clarify'
    | 'unknown'
    | 'out-of-scope'
    | 'guidance'
    | 'handoff-offered'
    | 'case-opened'
    | 'helped'
    | 'not-helped'
    | 'forgotten';
  readonly need?: string;
  readonly level?: DangerLevel;
  readonly sign?: string;
  readonly urgency?: Urgency;
}

/** A message as the core sees it: text and a validated button value, nothing else of the activity. */
export interface Message {
  readonly text: string;
  readonly choice: { readonly turn: number; readonly choice: string } | null;
  readonly locale: Language | null;
}

export interface TurnResult {
  /** The message as it may be kept: identity codes and contacts masked. */
  readonly said: string;
  readonly state: State;
  readonly replies: readonly Reply[];
  readonly meta: Meta;
  readonly effects: readonly Effect[];
  readonly events: readonly TurnEvent[];
}
