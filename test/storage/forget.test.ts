/** PR-6, PR-7: what is forgotten or has outlived its time leaves no byte behind. */
import { describe, expect, test } from 'vitest';
import type { TurnRecord } from '../../src/conversation/ports.ts';
import { initialState } from '../../src/conversation/state.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { answered, at, bytesIn, freshFolder, opened, said, turnOf, turnWithCase } from './fixtures.ts';

const danger = { level: 'crisis', sign: 'suicidal-thoughts', at, answered: false } as const;
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

describe('"forget me"', () => {
  test('leaves no byte of what was said in the database or its log, while the server runs', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    await tell(store, 'c', 'SALAISUUS', 12);
    expect(bytesIn(folder).includes('SALAISUUS')).toBe(true);
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 12, ...forget }));
    expect(bytesIn(folder).includes('SALAISUUS')).toBe(false);
  });

  test('leaves no byte among many other conversations, whose texts stay', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    const words = Array.from({ length: 60 }, (_, index) => `SANA${String(index).padStart(3, '0')}X`);
    await Promise.all(words.map((word, index) => tell(store, `c${index}`, word, 8)));
    const gone = words.filter((_, index) => index % 2 === 0);
    for (const word of gone) {
      const conversation = `c${words.indexOf(word)}`;
      await store.commitTurn(turnOf({ conversation, baseVersion: 8, ...forget }));
    }
    const bytes = bytesIn(folder);
    expect(words.filter((word) => bytes.includes(word))).toEqual(
      words.filter((word) => !gone.includes(word)),
    );
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
    expect(await store.pendingOutbox('teams')).toEqual([]);
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

  test('the county may keep chats for a shorter time', async () => {
    const store = opened({ retention: { chatDays: 1 } });
    await store.commitTurn(turnAt('c', 0));
    expect(await store.purge(dayAfter(2))).toMatchObject({ conversations: 1 });
  });

  test('the bytes are gone, and more conversations than one transaction takes', async () => {
    const folder = freshFolder();
    const store = opened({ folder });
    const activities = [said('u', 'SALAISUUS '.repeat(40))];
    const turns = Array.from({ length: 250 }, (_, index) =>
      turnOf({ conversation: `c${index}`, activities }),
    );
    await Promise.all(turns.map((turn) => store.commitTurn(turn)));
    expect(bytesIn(folder).includes('SALAISUUS')).toBe(true);
    expect(await store.purge(dayAfter(31))).toMatchObject({ conversations: 250 });
    expect(bytesIn(folder).includes('SALAISUUS')).toBe(false);
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
