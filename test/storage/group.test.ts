/** Group commit and a disk that refuses: what is acknowledged is stored, what is not stored is rejected. */

import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/storage/database.ts';
import { createGroup } from '../../src/storage/group.ts';
import { createStorage, databaseFile, type Storage } from '../../src/storage/storage.ts';
import { freshFolder, said, turnOf } from './fixtures.ts';

function onDisk(): { readonly database: Database; readonly store: Storage } {
  const database = openDatabase(join(freshFolder(), databaseFile));
  const store = createStorage(database, {}, () => {});
  onTestFinished(() => store.close());
  return { database, store };
}

const commits = (executed: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }): number =>
  executed.mock.calls.filter(([sql]) => sql === 'COMMIT').length;

test('turns of one pass of the event loop share one transaction', async () => {
  const { database, store } = onDisk();
  const executed = vi.spyOn(database, 'exec');
  const turns = Array.from({ length: 50 }, (_, index) => turnOf({ conversation: `c${index}` }));
  await Promise.all(turns.map((turn) => store.commitTurn(turn)));
  expect(commits(executed)).toBe(1);
  await store.commitTurn(turnOf({ conversation: 'alone' }));
  expect(commits(executed)).toBe(2);
});

test('a crowd is spread over several transactions, and every turn of it is stored', async () => {
  const { database, store } = onDisk();
  const executed = vi.spyOn(database, 'exec');
  const turns = Array.from({ length: 600 }, (_, index) => turnOf({ conversation: `c${index}` }));
  const results = await Promise.all(turns.map((turn) => store.commitTurn(turn)));
  expect(new Set(results.map((result) => result.type))).toEqual(new Set(['stored']));
  expect(commits(executed)).toBe(3);
});

test('a flush that fails rejects everything in it, and the next one works', async () => {
  const database = openDatabase(null);
  database.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY)');
  database.exec('CREATE TABLE child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)');
  const group = createGroup(database);
  const results = await Promise.allSettled([
    group.run(() => database.run('INSERT INTO parent (id) VALUES (1)')),
    // The fault shows only at COMMIT.
    group.run(() => database.run('INSERT INTO child (p) VALUES (7)')),
  ]);
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(database.all('SELECT id FROM parent')).toEqual([]);
  expect(await group.run(() => database.run('INSERT INTO parent (id) VALUES (2)'))).toBe(1);
  database.close();
});

test('a full disk refuses turns, is told by healthy, and later works again with nothing half stored', async () => {
  const { database, store } = onDisk();
  await store.commitTurn(turnOf({ conversation: 'before' }));
  const pages = Number(Object.values(database.one('PRAGMA page_count') ?? {})[0]);
  // The engine's own limit: SQLITE_FULL, as a full disk gives.
  database.exec(`PRAGMA max_page_count = ${pages}`);
  const long = turnOf({ conversation: 'c', key: 'k', activities: [said('u', 'pitkä viesti '.repeat(2000))] });
  await expect(store.commitTurn(long)).rejects.toThrow('full');
  expect(await store.healthy()).toBe(false);
  expect(await store.load('c')).toBeNull();
  expect(await store.findRepeat('c', 'k')).toBeNull();
  expect(await store.load('before')).not.toBeNull();
  database.exec('PRAGMA max_page_count = 1000000');
  expect((await store.commitTurn(long)).type).toBe('stored');
  expect(await store.healthy()).toBe(true);
});

test('healthy is false when nothing can be written, true again when it can', async () => {
  const { database, store } = onDisk();
  expect(await store.healthy()).toBe(true);
  database.exec('PRAGMA query_only = ON');
  expect(await store.healthy()).toBe(false);
  await expect(store.commitTurn(turnOf({ conversation: 'c' }))).rejects.toThrow();
  database.exec('PRAGMA query_only = OFF');
  expect(await store.healthy()).toBe(true);
  expect((await store.commitTurn(turnOf({ conversation: 'c' }))).type).toBe('stored');
});

test('PR-4: a refusal never carries what the person wrote', async () => {
  const { database, store } = onDisk();
  database.exec('PRAGMA query_only = ON');
  const secret = turnOf({ conversation: 'c', activities: [said('u', 'SALAISUUS')] });
  const problem = await store.commitTurn(secret).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(Error);
  expect(`${problem instanceof Error ? problem.stack : ''}${JSON.stringify(problem)}`).not.toContain(
    'SALAISUUS',
  );
  database.exec('PRAGMA query_only = OFF');
});
