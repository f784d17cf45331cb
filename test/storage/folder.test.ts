/** The data folder: one process at a time, kept over restarts, its schema brought up to date. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { lockFolder } from '../../src/storage/lock.ts';
import { type Migration, migrate, migrations, schemaVersion } from '../../src/storage/migrations.ts';
import { databaseFile, FolderInUse, NewerData, openStorage } from '../../src/storage/storage.ts';
import { bytesIn, freshFolder, opened, turnOf } from './fixtures.ts';

const now = new Date('2025-03-03T08:00:00.000Z');

test('a folder in use is refused with a plain message, and free again after closing', async () => {
  const folder = freshFolder();
  const first = openStorage({ folder });
  expect(() => openStorage({ folder })).toThrow(FolderInUse);
  expect(() => openStorage({ folder })).toThrow(
    `another process already uses this data folder: ${folder}. Stop it or set DATA_DIR to another folder.`,
  );
  await first.commitTurn(turnOf({ conversation: 'c' }));
  await first.close();
  expect(await opened({ folder }).load('c')).not.toBeNull();
});

test('a process that is killed leaves the folder free', async () => {
  const folder = freshFolder();
  const lock = join(import.meta.dirname, '../../src/storage/lock.ts');
  const program = `import { lockFolder } from ${JSON.stringify(lock)};
    lockFolder(process.argv[1]); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', program, folder]);
  onTestFinished(() => void other.kill('SIGKILL'));
  await once(other.stdout, 'data');
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  other.kill('SIGKILL');
  await once(other, 'exit');
  lockFolder(folder)();
});

test('memory needs no lock: many stand beside a running server', async () => {
  const [one, other] = [opened(), opened()];
  await one.commitTurn(turnOf({ conversation: 'c' }));
  expect(await other.load('c')).toBeNull();
});

test('a folder is made, readable by the service alone', () => {
  const folder = join(freshFolder(), 'deep', 'data');
  opened({ folder });
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test('closing stores what waits, empties the log and refuses more', async () => {
  const folder = freshFolder();
  const store = openStorage({ folder });
  const waiting = store.commitTurn(turnOf({ conversation: 'c' }));
  await Promise.all([store.close(), store.close()]);
  expect((await waiting).type).toBe('stored');
  await expect(store.commitTurn(turnOf({ conversation: 'd' }))).rejects.toThrow('storage is closed');
  expect(statSync(join(folder, `${databaseFile}-wal`), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  expect(await opened({ folder }).load('c')).not.toBeNull();
});

test('what must leave the house is still there after a restart, and gone once it was sent', async () => {
  const folder = freshFolder();
  const outbox = [{ id: 'b', channel: 'teams', payload: 'SALAISUUS' }];
  const first = openStorage({ folder });
  await first.commitTurn(turnOf({ conversation: 'c', outbox }));
  await first.close();
  expect(bytesIn(folder).includes('SALAISUUS')).toBe(false);
  const second = openStorage({ folder });
  expect(await second.pendingOutbox('teams', 'c')).toMatchObject(outbox);
  await second.outboxDone('b');
  await second.close();
  expect(await opened({ folder }).outboxConversations('teams')).toEqual([]);
});

test('a commit is durable: the settings that make it so are on', () => {
  const folder = freshFolder();
  const database = openDatabase(join(folder, databaseFile));
  const value = (name: string): unknown => Object.values(database.one(`PRAGMA ${name}`) ?? {})[0];
  expect(['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'].map(value)).toEqual([
    'wal',
    2,
    1,
    1,
  ]);
  database.close();
});

test('signing keys are made once, differ by name and outlive a restart', async () => {
  const folder = freshFolder();
  const store = openStorage({ folder });
  const [first, same] = await Promise.all([store.signingKey('tokens'), store.signingKey('tokens')]);
  const other = await store.signingKey('resume');
  expect(first).toHaveLength(32);
  expect(same).toEqual(first);
  expect(other).not.toEqual(first);
  await store.close();
  expect(await opened({ folder }).signingKey('tokens')).toEqual(first);
});

test('the schema is built from nothing, and building it again changes nothing', () => {
  const database = openDatabase(null);
  const schema = (): readonly unknown[] => database.all('SELECT name, sql FROM sqlite_schema ORDER BY name');
  migrate(database, now);
  const built = schema();
  migrate(database, now);
  expect(schema()).toEqual(built);
  expect(schemaVersion(database)).toBe(migrations.length);
  database.close();
});

test('a step that fails is undone whole, and the steps before it stay', () => {
  const database = openDatabase(null);
  const good: Migration = { version: 1, sql: 'CREATE TABLE a (x INTEGER)' };
  const bad: Migration = { version: 2, sql: 'CREATE TABLE b (x INTEGER); CREATE TABLE a (x INTEGER)' };
  expect(() => migrate(database, now, [good, bad])).toThrow();
  expect(schemaVersion(database)).toBe(1);
  migrate(database, now, [good, { version: 2, sql: 'CREATE TABLE b (x INTEGER)' }]);
  expect(schemaVersion(database)).toBe(2);
  database.close();
});

test('data of a newer version is left alone, and the folder is let go', () => {
  const folder = freshFolder();
  const database = openDatabase(join(folder, databaseFile));
  migrate(database, now, [...migrations, { version: 99, sql: 'CREATE TABLE later (x INTEGER)' }]);
  database.close();
  expect(() => openStorage({ folder })).toThrow(NewerData);
  lockFolder(folder)();
});

test('versions of the steps run from 1 without gaps', () => {
  expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
});
