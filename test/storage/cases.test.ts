/** Cases: stored with the turn that opens them, opened by advisers only with a trace. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase, textOf } from '../../src/storage/database.ts';
import { createStorage, databaseFile, type Storage } from '../../src/storage/storage.ts';
import { at, draftOf, freshFolder, opened, turnOf, turnWithCase } from './fixtures.ts';

const later = '2025-03-03T09:30:00.000Z';

/** A storage with the audit rows in sight. */
function withAudits(): { readonly storage: Storage; readonly audits: () => readonly string[] } {
  const database = openDatabase(null);
  const storage = createStorage(database, {}, () => {});
  const line =
    "SELECT at || ' ' || adviser || ' ' || action || ' ' || case_id || ' ' || reason AS line FROM audits";
  return { storage, audits: () => database.all(line).map((row) => textOf(row, 'line')) };
}

describe('opening', () => {
  test('a case is stored with its turn, and waits', async () => {
    const store = opened();
    await store.commitTurn(turnWithCase('c'));
    expect(await store.readCase('case-1', 'aino', 'call-back', later)).toEqual({
      ...draftOf(),
      conversation: 'c',
      status: 'waiting',
      openedAt: at,
      claimedBy: null,
      closedAt: null,
    });
  });

  test('a danger that was noticed travels in the case', async () => {
    const store = opened();
    const danger = {
      level: 'violence',
      sign: 'partner-violence',
      need: 'low-mood',
      at,
      answered: true,
    } as const;
    await store.commitTurn(turnWithCase('c', { danger, mayLeaveMessage: true }));
    expect(await store.readCase('case-1', 'aino', 'r', at)).toMatchObject({ danger, mayLeaveMessage: true });
  });

  test('a number that somebody quotes already is not given again: the turn is computed anew', async () => {
    const store = opened();
    await store.commitTurn(turnWithCase('c'));
    expect(await store.commitTurn(turnWithCase('d', { id: 'case-2' }))).toEqual({ type: 'stale' });
    expect(await store.load('d')).toBeNull();
    const other = await store.commitTurn(turnWithCase('d', { id: 'case-2', number: '654-321' }));
    expect(other.type).toBe('stored');
  });

  test('a turn that repeats opens no second case', async () => {
    const store = opened();
    const turn = { ...turnWithCase('c'), key: 'k' };
    await store.commitTurn(turn);
    expect((await store.commitTurn(turn)).type).toBe('repeat');
    expect(await store.listCases(['guidance'])).toHaveLength(1);
  });
});

describe('listing', () => {
  test('shows only the queues asked for, oldest first, without contact and summary', async () => {
    const store = opened();
    await store.commitTurn({ ...turnWithCase('b', { id: 'young', number: '2' }), at: later });
    await store.commitTurn(turnWithCase('a', { id: 'old', number: '1' }));
    await store.commitTurn(turnWithCase('c', { id: 'other', number: '3', queue: 'oral-health' }));
    const listed = await store.listCases(['guidance', 'nobody']);
    expect(listed.map((one) => one.id)).toEqual(['old', 'young']);
    expect(listed[0]).not.toHaveProperty('contact');
    expect(listed[0]).not.toHaveProperty('summary');
    expect(await store.listCases([])).toEqual([]);
  });
});

describe('PR-5', () => {
  test('every opening leaves a row: who, which case, why, when', async () => {
    const { storage, audits } = withAudits();
    await storage.commitTurn(turnWithCase('c'));
    await storage.readCase('case-1', 'aino', 'call-back', later);
    await storage.readCase('case-1', 'eino', 'cover', later);
    await storage.listCases(['guidance']);
    expect(audits()).toEqual([`${later} aino read case-1 call-back`, `${later} eino read case-1 cover`]);
    await storage.close();
  });

  test('what does not exist is not read and leaves no row', async () => {
    const { storage, audits } = withAudits();
    expect(await storage.readCase('nothing', 'aino', 'r', later)).toBeNull();
    expect(audits()).toEqual([]);
    await storage.close();
  });

  test('an audit row cannot be rewritten', async () => {
    const folder = freshFolder();
    const storage = opened({ folder });
    await storage.commitTurn(turnWithCase('c'));
    await storage.readCase('case-1', 'aino', 'call-back', later);
    await storage.close();
    const database = openDatabase(join(folder, databaseFile));
    expect(() => database.run("UPDATE audits SET adviser = 'eino'")).toThrow('audit rows are never changed');
    database.close();
  });
});

describe('claiming and closing', () => {
  test('of two advisers who claim at once, one gets the case', async () => {
    const { storage, audits } = withAudits();
    await storage.commitTurn(turnWithCase('c'));
    const claims = ['aino', 'eino'].map((adviser) => storage.claimCase('case-1', adviser, later));
    expect(await Promise.all(claims)).toEqual([true, false]);
    expect((await storage.listCases(['guidance']))[0]).toMatchObject({
      status: 'claimed',
      claimedBy: 'aino',
    });
    expect(audits()).toEqual([`${later} aino claim case-1 `]);
    await storage.close();
  });

  test('a claimed case is closed by its adviser, once, and leaves the list', async () => {
    const { storage, audits } = withAudits();
    await storage.commitTurn(turnWithCase('c'));
    await storage.claimCase('case-1', 'aino', later);
    expect(await storage.closeCase('case-1', 'eino', later)).toBe(false);
    expect(await storage.closeCase('case-1', 'aino', later)).toBe(true);
    expect(await storage.closeCase('case-1', 'aino', later)).toBe(false);
    expect(await storage.claimCase('case-1', 'eino', later)).toBe(false);
    expect(await storage.listCases(['guidance'])).toEqual([]);
    expect(audits()).toHaveLength(2);
    expect(await storage.readCase('case-1', 'aino', 'r', later)).toMatchObject({
      status: 'closed',
      closedAt: later,
    });
    await storage.close();
  });

  test('a case survives that its conversation is forgotten (PR-7)', async () => {
    const store = opened();
    await store.commitTurn(turnWithCase('c'));
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1, effects: [{ type: 'forget' }] }));
    expect(await store.readCase('case-1', 'aino', 'r', later)).toMatchObject({ contact: draftOf().contact });
  });
});
