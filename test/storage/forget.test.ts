/** PR-6, PR-7: what is forgotten or has outlived its time leaves no byte behind. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TurnRecord } from '../../src/conversation/ports.ts';
import { initialState } from '../../src/conversation/state.ts';
import { openDatabase, textOf } from '../../src/storage/database.ts';
import { createStorage, databaseFile, openStorage, type Storage } from '../../src/storage/storage.ts';
import { answered, at, bytesIn, freshFolder, opened, said, turnOf, turnWithCase } from './fixtures.ts';

const danger = { level: 'crisis', sign: 'suicidal-thoughts', need: 'low-mood', at, answered: false } as const;
const forget: Partial<TurnRecord> = { effects: [{ type: 'forget' }], events: [{ type: 'forgotten' }] };

/** Stores a conversation that says `word` wherever a text is kept. */
async function tell(store: Storage, conversation: string, word: string, turns: number): Promise<void> {
  const text = `${word} `.repeat(30);
  for (let baseVersion = 0; baseVersion < turns; baseVersion += 1) {
    const activities = [
      said(`${word}-u`, text),
      answered(`${word}-b`, text.repeat(1 + (baseVersion % 8) * 5)),
    ];
    const state = { ...initialState('fi'), danger, recent: [{ text: word, at }] };
    const outbox = [{ id: `${conversation}-${baseVersion}`, channel: 'teams', payload: text }];
    const key = `${word}|${baseVersion}`;
    await store.commitTurn(turnOf({ conversation, baseVersion, activities, state, key, outbox }));
  }
}

/** The key of a conversation, as a thief of the folder would read it; opens what was said as long as it exists. */
function secretOf(folder: string, conversation: string): string {
  const thief = openDatabase(join(folder, databaseFile));
  const sql = 'SELECT s.secret FROM conversations c JOIN secrets s ON s.place = c.place WHERE c.id = ?';
  const row = thief.one(sql, conversation);
  thief.close();
  return row === null ? '' : textOf(row, 'secret');
}

test('what people write never lies readable in the folder', async () => {
  const folder = freshFolder();
  const store = opened({ folder });
  await tell(store, 'c', 'SALAISUUS', 12);
  await store.commitTurn(
    turnWithCase('d', { contact: 'SALAISUUS', summary: ['SALAISUUS'], when: 'SALAISUUS' }),
  );
  expect(bytesIn(folder).includes('SALAISUUS')).toBe(false);
  expect((await store.activitiesAfter('c', 0))[0]?.text).toContain('SALAISUUS');
});

describe('"forget me"', () => {
  test('destroys the key to what was said in the database and its log, while the server runs', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    await tell(store, 'c', 'SALAISUUS', 12);
    const secret = secretOf(folder, 'c');
    expect(bytesIn(folder).includes(secret)).toBe(true);
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 12, ...forget }));
    expect(bytesIn(folder).includes(secret)).toBe(false);
    expect(secretOf(folder, 'c')).not.toBe(secret);
  });

  test('leaves no copy of a key among many other conversations, which stay readable', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((id) => tell(store, id, id, 3)));
    const secrets = new Map(ids.map((id) => [id, secretOf(folder, id)]));
    const kept = ids.filter((_, index) => index % 3 === 1);
    for (const id of ids) {
      if (kept.includes(id)) continue;
      await store.commitTurn(turnOf({ conversation: id, baseVersion: 3, ...forget }));
      // Its place is taken by a newcomer.
      await store.commitTurn(turnOf({ conversation: `new-${id}` }));
    }
    const bytes = bytesIn(folder);
    expect(ids.filter((id) => bytes.includes(secrets.get(id) ?? ''))).toEqual(kept);
    for (const id of kept) expect(await store.activitiesAfter(id, 0)).toHaveLength(6);
  });

  test('is finished at the next start when the machine died before the log was emptied', async () => {
    const folder = freshFolder();
    const store = openStorage({ folder });
    await tell(store, 'c', 'SALAISUUS', 2);
    const secret = secretOf(folder, 'c');
    // A reader, such as a backup, keeps the log from being emptied.
    const reader = openDatabase(join(folder, databaseFile));
    reader.exec('BEGIN');
    reader.one('SELECT id FROM conversations');
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 2, ...forget }));
    expect(bytesIn(folder).includes(secret)).toBe(true);
    const copy = freshFolder();
    cpSync(folder, copy, { recursive: true });
    reader.close();
    await store.close();
    opened({ folder: copy });
    expect(bytesIn(copy).includes(secret)).toBe(false);
  });

  test('keeps the answer to it, the numbering and the danger that was noticed (MD-5)', async () => {
    const store = opened();
    await tell(store, 'c', 'SALAISUUS', 2);
    const state = { ...initialState('fi'), danger, recent: [{ text: 'SALAISUUS', at }] };
    const result = await store.commitTurn(
      turnOf({
        conversation: 'c',
        baseVersion: 2,
        state,
        activities: [answered('b', 'Poistin keskustelun.')],
        ...forget,
      }),
    );
    expect(result).toMatchObject({ type: 'stored', version: 3, activities: [{ seq: 5 }] });
    expect((await store.activitiesAfter('c', 0)).map((activity) => activity.text)).toEqual([
      'Poistin keskustelun.',
    ]);
    expect((await store.load('c'))?.state).toMatchObject({ danger, recent: [] });
    expect(await store.pendingOutbox('teams', 'c')).toEqual([]);
    expect(await store.outboxConversations('teams')).toEqual([]);
  });

  test('the answer to it can itself wait to leave the house, and what waited before cannot', async () => {
    const store = opened();
    await tell(store, 'c', 'SALAISUUS', 2);
    const outbox = [{ id: 'b', channel: 'teams', payload: 'Poistin keskustelun.' }];
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 2, outbox, ...forget }));
    expect(await store.pendingOutbox('teams', 'c')).toEqual([{ ...outbox[0], at }]);
  });

  test('SE-10: a message redelivered afterwards is still not answered again', async () => {
    const store = opened();
    await tell(store, 'c', 'SALAISUUS', 1);
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1, ...forget }));
    expect(await store.findRepeat('c', 'SALAISUUS|0')).toEqual([]);
  });

  test('figures stay, without a way back to the conversation', async () => {
    const database = openDatabase(null);
    const store = createStorage(database, {}, () => {});
    await store.commitTurn(turnOf({ conversation: 'c', events: [{ type: 'need', need: 'toothache' }] }));
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1, ...forget }));
    const events = database.all('SELECT type, need, conversation FROM events ORDER BY type');
    expect(events.map((row) => ({ ...row }))).toEqual([
      { type: 'forgotten', need: null, conversation: null },
      { type: 'need', need: 'toothache', conversation: null },
    ]);
    await store.close();
  });
});

describe('purge', () => {
  const dayAfter = (days: number): Date => new Date(Date.parse(at) + days * 86_400_000);
  const turnAt = (conversation: string, days: number, baseVersion = 0): TurnRecord =>
    turnOf({ conversation, baseVersion, at: dayAfter(days).toISOString(), key: `k${baseVersion}` });

  test('a chat goes 30 days after its last turn, with all that hangs on it', async () => {
    const store = opened();
    await store.commitTurn(turnAt('old', 0));
    await store.commitTurn(turnAt('going-on', 0));
    await store.commitTurn(turnAt('going-on', 20, 1));
    expect(await store.purge(dayAfter(30))).toEqual({ conversations: 0, cases: 0, audits: 0 });
    expect(await store.purge(dayAfter(31))).toEqual({ conversations: 1, cases: 0, audits: 0 });
    expect(await store.load('old')).toBeNull();
    expect(await store.findRepeat('old', 'k0')).toBeNull();
    expect(await store.activitiesAfter('going-on', 0)).toHaveLength(4);
  });

  test('what waits to leave the house goes with its chat', async () => {
    const store = opened();
    const outbox = [{ id: 'b', channel: 'teams', payload: 'SALAISUUS' }];
    await store.commitTurn({ ...turnAt('old', 0), outbox });
    await store.purge(dayAfter(31));
    expect(await store.outboxConversations('teams')).toEqual([]);
    expect(await store.pendingOutbox('teams', 'old')).toEqual([]);
  });

  test('the county may keep chats for a shorter time', async () => {
    const store = opened({ retention: { chatDays: 1 } });
    await store.commitTurn(turnAt('c', 0));
    expect(await store.purge(dayAfter(2))).toMatchObject({ conversations: 1 });
  });

  test('the keys are gone, and of more conversations than one transaction takes', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    const ids = Array.from({ length: 250 }, (_, index) => `c${index}`);
    await Promise.all(ids.map((conversation) => store.commitTurn(turnOf({ conversation }))));
    const secrets = ids.map((id) => secretOf(folder, id));
    expect(await store.purge(dayAfter(31))).toMatchObject({ conversations: 250 });
    const bytes = bytesIn(folder);
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  });

  test('a case goes three years after its closing, its audit rows after twelve', async () => {
    const store = opened();
    await store.commitTurn(turnWithCase('c'));
    await store.closeCase('case-1', 'aino', '2025-04-01T08:00:00.000Z');
    expect(await store.purge(new Date('2028-03-31T08:00:00.000Z'))).toMatchObject({ cases: 0 });
    expect(await store.purge(new Date('2028-04-02T08:00:00.000Z'))).toMatchObject({ cases: 1, audits: 0 });
    expect(await store.readCase('case-1', 'aino', 'r', at)).toBeNull();
    expect(await store.purge(new Date('2037-03-31T08:00:00.000Z'))).toMatchObject({ audits: 0 });
    expect(await store.purge(new Date('2037-04-02T08:00:00.000Z'))).toMatchObject({ audits: 1 });
  });
});
