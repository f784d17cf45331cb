/** The storage in a thread of its own: waiting for the disk holds up no conversation. */
import { Worker } from 'node:worker_threads';
import type { CommitResult, StoredConversation, TurnRecord } from '../conversation/ports.ts';
import type { Storage } from './storage.ts';
import { isForgetting } from './turns.ts';
import type { Retention } from './upkeep.ts';

export interface ThreadOptions {
  readonly folder: string;
  readonly retention?: Partial<Retention>;
}

/** What goes to the thread and what comes back; `value` fits whoever asked. */
export interface Call {
  readonly id: number;
  readonly method: keyof Storage;
  readonly args: readonly unknown[];
}
export type Answer =
  | { readonly id: number; readonly value: never }
  | { readonly id: number; readonly problem: { readonly name: string; readonly message: string } };

/** The first message of the thread: it is open, or why not. */
export type Opened =
  | { readonly type: 'open' }
  | { readonly type: 'refused'; readonly name: string; readonly message: string };

/** A stored turn comes back as its places alone: what was stored is known on this side. */
export type Committed =
  | { readonly type: 'stored'; readonly version: number; readonly seqs: readonly number[] }
  | Exclude<CommitResult, { type: 'stored' }>;

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (problem: Error) => void;
}

/** Opens the data folder in a thread. Throws `StorageRefused` when another process holds it or a newer one wrote it. */
export function openStorageThread(options: ThreadOptions): Promise<Storage> {
  const worker = new Worker(new URL('./storage-worker.ts', import.meta.url), { workerData: options });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (opened: Opened) => {
      worker.off('error', reject);
      if (opened.type === 'open') resolve(connect(worker));
      else reject(new StorageRefused(opened.message));
    });
  });
}

/** Thrown when the thread refuses the folder, with a message fit to be shown to whoever starts. */
export class StorageRefused extends Error {}

function connect(worker: Worker): Storage {
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  const fail = (problem: Error): void => {
    for (const one of waiting.values()) one.reject(problem);
    waiting.clear();
  };
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('problem' in answer)
      one?.reject(Object.assign(new Error(answer.problem.message), { name: answer.problem.name }));
    else one?.resolve(answer.value);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the storage thread has ended')));
  const ask = <T>(method: keyof Storage, ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      calls += 1;
      waiting.set(calls, { resolve, reject });
      const call: Call = { id: calls, method, args };
      worker.postMessage(call);
    });
  return withRecent({
    load: (conversation) => ask('load', conversation),
    findRepeat: (conversation, key) => ask('findRepeat', conversation, key),
    commitTurn: async (turn) => {
      const result = await ask<Committed>('commitTurn', turn);
      if (result.type !== 'stored') return result;
      const activities = turn.activities.map((activity, at) => ({
        ...activity,
        conversation: turn.conversation,
        seq: result.seqs[at] ?? 0,
      }));
      return { type: 'stored', version: result.version, activities };
    },
    activitiesAfter: (conversation, seq, limit) => ask('activitiesAfter', conversation, seq, limit),
    outboxConversations: (channel) => ask('outboxConversations', channel),
    pendingOutbox: (channel, conversation) => ask('pendingOutbox', channel, conversation),
    outboxDone: (id) => ask('outboxDone', id),
    saveFlow: (digest, json) => ask('saveFlow', digest, json),
    loadFlow: (digest) => ask('loadFlow', digest),
    listCases: (queues) => ask('listCases', queues),
    readCase: (id, adviser, reason, at) => ask('readCase', id, adviser, reason, at),
    claimCase: (id, adviser, at) => ask('claimCase', id, adviser, at),
    closeCase: (id, adviser, at) => ask('closeCase', id, adviser, at),
    healthy: () => ask('healthy'),
    purge: (now) => ask('purge', now),
    signingKey: (name) => ask('signingKey', name),
    close: async () => {
      await ask<void>('close');
      await worker.terminate();
    },
  });
}

/** Conversations whose state is kept at hand. */
const mostRecent = 2000;

/** Keeps the states of recent conversations in memory: this process alone owns the folder, so they cannot be stale. */
function withRecent(storage: Storage): Storage {
  const recent = new Map<string, StoredConversation>();
  const keep = (known: StoredConversation): void => {
    recent.delete(known.id);
    recent.set(known.id, known);
    const [oldest] = recent.keys();
    if (recent.size > mostRecent && oldest !== undefined) recent.delete(oldest);
  };
  const after = (turn: TurnRecord, version: number, lastSeq: number): void => {
    const before = recent.get(turn.conversation);
    if (isForgetting(turn) || (before === undefined && turn.baseVersion > 0))
      recent.delete(turn.conversation);
    else {
      const { conversation: id, channel, user, state, at } = turn;
      keep({ id, channel, user, state, version, lastSeq, createdAt: before?.createdAt ?? at });
    }
  };
  return {
    ...storage,
    load: async (conversation) => {
      const known = recent.get(conversation) ?? (await storage.load(conversation));
      if (known !== null) keep(known);
      return known;
    },
    commitTurn: async (turn) => {
      const result = await storage.commitTurn(turn);
      if (result.type === 'stored') after(turn, result.version, result.activities.at(-1)?.seq ?? 0);
      else recent.delete(turn.conversation);
      return result;
    },
    purge: (now) => {
      recent.clear();
      return storage.purge(now);
    },
  };
}
