/** The ports `converse()` speaks to; `src/storage/` implements them, a second engine can too. */
import type { CaseDraft, Effect, Meta, Reply, State, TurnEvent } from './types.ts';

/** An activity as it is stored and shown: channel-neutral, text masked. */
export interface StoredActivity {
  readonly id: string;
  readonly conversation: string;
  /** Place in the conversation, from 1; the watermark counts these. */
  readonly seq: number;
  readonly from: 'user' | 'bot';
  readonly at: string;
  readonly lang: string;
  readonly text: string;
  /** The client's own id of an inbound message, echoed back. */
  readonly clientId: string | null;
  /** For bot activities: the reply with its blocks and meta. */
  readonly reply: Reply | null;
  readonly meta: Meta | null;
}

export type NewActivity = Omit<StoredActivity, 'seq' | 'conversation'>;

export interface StoredConversation {
  readonly id: string;
  readonly channel: string;
  readonly user: string;
  readonly state: State;
  /** Grows by one with every stored turn; a stale write is refused. */
  readonly version: number;
  readonly lastSeq: number;
  readonly createdAt: string;
}

/** Everything one turn leaves behind, stored in one transaction. */
export interface TurnRecord {
  readonly conversation: string;
  readonly channel: string;
  readonly user: string;
  /** Version the turn was computed from; 0 for a new conversation. */
  readonly baseVersion: number;
  readonly state: State;
  /** Idempotency key: sender and client's id; null for turns nobody sent (greeting). */
  readonly key: string | null;
  readonly activities: readonly NewActivity[];
  readonly effects: readonly Effect[];
  readonly events: readonly TurnEvent[];
  /** Messages that must leave the house (none for Direct Line and for expectReplies). */
  readonly outbox: readonly OutboxItem[];
  readonly at: string;
}

export interface OutboxItem {
  readonly id: string;
  /** Who sends it: each sender reads what waits on its own channel only. */
  readonly channel: string;
  readonly payload: string;
}

export interface WaitingItem extends OutboxItem {
  /** When its turn was stored. */
  readonly at: string;
}

export type CommitResult =
  | { readonly type: 'stored'; readonly activities: readonly StoredActivity[]; readonly version: number }
  /** The same key was stored before: nothing was written; here is what was stored then. */
  | { readonly type: 'repeat'; readonly activities: readonly StoredActivity[] }
  /** Another turn got in between: load again and recompute. */
  | { readonly type: 'stale' };

export interface ConversationStore {
  load(conversation: string): Promise<StoredConversation | null>;
  /** Stored answers to a message seen before, or null. */
  findRepeat(conversation: string, key: string): Promise<readonly StoredActivity[] | null>;
  /** One transaction; several turns of one pass of the event loop share a flush. Throws when the disk refuses. */
  commitTurn(turn: TurnRecord): Promise<CommitResult>;
  activitiesAfter(conversation: string, seq: number, limit?: number): Promise<readonly StoredActivity[]>;
  /** Conversations for which something waits on a channel. */
  outboxConversations(channel: string): Promise<readonly string[]>;
  /** What waits on a channel for one conversation, in order. */
  pendingOutbox(channel: string, conversation: string): Promise<readonly WaitingItem[]>;
  /** Takes an item out: it was sent, or given up. */
  outboxDone(id: string): Promise<void>;
  saveFlow(digest: string, json: string): Promise<void>;
  loadFlow(digest: string): Promise<string | null>;
}

export interface StoredCase extends CaseDraft {
  readonly conversation: string;
  readonly status: 'waiting' | 'claimed' | 'closed';
  readonly openedAt: string;
  readonly claimedBy: string | null;
  readonly closedAt: string | null;
}

export interface CaseStore {
  listCases(queues: readonly string[]): Promise<readonly Omit<StoredCase, 'contact' | 'summary'>[]>;
  /** Opens a case for reading; the audit row is written in the same transaction (PR-5). */
  readCase(id: string, adviser: string, reason: string, at: string): Promise<StoredCase | null>;
  claimCase(id: string, adviser: string, at: string): Promise<boolean>;
  closeCase(id: string, adviser: string, at: string): Promise<boolean>;
}

/** Housekeeping the composition root calls. */
export interface Upkeep {
  /** True when a read and a write both work. */
  healthy(): Promise<boolean>;
  /** Deletes what has outlived its time (PR-6) and empties the write-ahead log. */
  purge(
    now: Date,
  ): Promise<{ readonly conversations: number; readonly cases: number; readonly audits: number }>;
  /** A signing key kept in storage, made on first use. */
  signingKey(name: string): Promise<Uint8Array>;
  close(): Promise<void>;
}
