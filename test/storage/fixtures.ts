/** What the storage tests share: turns to store, folders to store them in, and the bytes that lie there. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewActivity, TurnRecord } from '../../src/conversation/ports.ts';
import { initialState } from '../../src/conversation/state.ts';
import type { CaseDraft } from '../../src/conversation/types.ts';
import { openStorage, type Storage, type StorageOptions } from '../../src/storage/storage.ts';

export const at = '2025-03-03T08:00:00.000Z';

/** What a person wrote: one inbound activity. */
export function said(id: string, text: string): NewActivity {
  return { id, from: 'user', at, lang: 'fi', text, clientId: `client-${id}`, reply: null, meta: null };
}

/** What the bot answered: one outbound activity with its reply. */
export function answered(id: string, text: string): NewActivity {
  return { id, from: 'bot', at, lang: 'fi', text, clientId: null, reply: { type: 'text', text }, meta: null };
}

/** A turn of a new conversation with a message and its answer, but for what is named. */
export function turnOf(changes: Partial<TurnRecord> & { readonly conversation: string }): TurnRecord {
  const base = changes.baseVersion ?? 0;
  return {
    channel: 'direct-line',
    user: 'dl_person',
    baseVersion: base,
    state: { ...initialState('fi'), turn: base + 1 },
    key: null,
    activities: [said(`u${base}`, 'hampaaseen koskee'), answered(`b${base}`, 'Onko poski turvonnut?')],
    effects: [],
    events: [],
    outbox: [],
    at,
    ...changes,
  };
}

export function draftOf(changes: Partial<CaseDraft> = {}): CaseDraft {
  return {
    id: 'case-1',
    number: '123-456',
    queue: 'guidance',
    lang: 'fi',
    municipality: '297',
    need: 'coping-at-home',
    urgency: 'routine',
    danger: null,
    summary: ['Asia: arjessa selviytyminen', 'Kunta: Kuopio'],
    contact: 'vastaaja@esimerkki.invalid',
    mayLeaveMessage: false,
    when: 'morning',
    ...changes,
  };
}

/** A conversation whose first turn opens a case. */
export function turnWithCase(conversation: string, draft: Partial<CaseDraft> = {}): TurnRecord {
  return turnOf({ conversation, effects: [{ type: 'open-case', draft: draftOf(draft) }] });
}

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'storage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A storage that is closed after the test; in memory unless a folder is named. */
export function opened(options: Partial<StorageOptions> = {}): Storage {
  const storage = openStorage({ folder: null, ...options });
  onTestFinished(() => storage.close());
  return storage;
}

/** Every byte of every file in a folder, database and write-ahead log alike. */
export function bytesIn(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}
