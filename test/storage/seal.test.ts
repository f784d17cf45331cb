/** Sealing: only the key that sealed a text opens it, and a destroyed key opens nothing. */
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase, textOf } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrations.ts';
import { destroyKeys, seal, takeKey, unseal } from '../../src/storage/seal.ts';

function migrated(): Database {
  const database = openDatabase(null);
  onTestFinished(() => database.close());
  migrate(database, new Date('2025-03-03T08:00:00.000Z'));
  return database;
}

test('any text comes back under its key, and the same text never looks the same', () => {
  const key = takeKey(migrated());
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unseal(key, seal(key, text))).toBe(text);
      expect(seal(key, text)).not.toBe(seal(key, text));
    }),
  );
});

test("another's key opens nothing, and a changed text does not open", () => {
  const database = migrated();
  const [mine, other] = [takeKey(database), takeKey(database)];
  const sealed = seal(mine, 'hampaaseen koskee');
  expect(() => unseal(other, sealed)).toThrow();
  const changed = Buffer.from(sealed, 'base64');
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30);
  expect(() => unseal(mine, changed.toString('base64'))).toThrow();
});

test('a destroyed key is overwritten, and its row serves the next one', () => {
  const database = migrated();
  const [first, second] = [takeKey(database), takeKey(database)];
  destroyKeys(database, [first.place]);
  const row = database.one('SELECT secret FROM secrets WHERE place = ?', first.place);
  expect(row === null ? '' : textOf(row, 'secret')).toMatch(/^0{64}$/);
  const third = takeKey(database);
  expect(third.place).toBe(first.place);
  expect(takeKey(database).place).toBe(second.place + 1);
  expect(new Set([first.secret, second.secret, third.secret]).size).toBe(3);
});
