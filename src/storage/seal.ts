/**
 * What people write lies sealed, each conversation and case with a key of its own: destroying the key destroys every
 * copy (PR-6, PR-7).
 *
 * `secure_delete` alone does not keep that promise. When the engine moves rows between pages, stale copies stay in the
 * pages' slack, where no DELETE reaches them: measured, one in forty "forget me" left text in the file. Keys never
 * move: a key's row is appended, then only overwritten in place by one of the same length, and never deleted.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Database, type Row, textOf, wholeOf } from './database.ts';

export interface Key {
  /** Row of the key; a conversation or case refers to it. */
  readonly place: number;
  readonly secret: string;
}

const cipher = 'aes-256-gcm';
const secretBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** What a destroyed key is overwritten with: as long as a key, so that it lands in the same place. */
const blank = '0'.repeat(2 * secretBytes);

/** A fresh key, in the row of a destroyed one where there is one. */
export function takeKey(database: Database): Key {
  const secret = randomBytes(secretBytes).toString('hex');
  const free = database.one('SELECT place FROM secrets WHERE is_free = 1 LIMIT 1');
  if (free !== null) {
    const place = wholeOf(free, 'place');
    database.run('UPDATE secrets SET secret = ?, is_free = 0 WHERE place = ?', secret, place);
    return { place, secret };
  }
  const row = database.one(
    `INSERT INTO secrets (place, secret, is_free)
     SELECT COALESCE(MAX(place), 0) + 1, ?, 0 FROM secrets RETURNING place`,
    secret,
  );
  if (row === null) throw new Error('a key could not be kept');
  return { place: wholeOf(row, 'place'), secret };
}

/** Overwrites keys: nothing sealed with them can be read again. The caller's transaction must empty the log. */
export function destroyKeys(database: Database, places: readonly number[]): void {
  for (const place of places) {
    database.run('UPDATE secrets SET secret = ?, is_free = 1 WHERE place = ?', blank, place);
  }
}

/** The key of a row that joins `secrets`. */
export function keyOf(row: Row): Key {
  return { place: wholeOf(row, 'place'), secret: textOf(row, 'secret') };
}

export function seal(key: Key, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, Buffer.from(key.secret, 'hex'), nonce);
  const body = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), body]).toString('base64');
}

/** Throws when the key is another's or destroyed. */
export function unseal(key: Key, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, Buffer.from(key.secret, 'hex'), bytes.subarray(0, nonceBytes));
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = opening.update(bytes.subarray(nonceBytes + tagBytes));
  return Buffer.concat([body, opening.final()]).toString('utf8');
}
