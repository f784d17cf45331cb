/** What every conversation store promises, in memory and on disk. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Storage } from '../../src/storage/storage.ts';
import { answered, at, freshFolder, opened, said, turnOf } from './fixtures.ts';

const engines: readonly [string, () => Storage][] = [
  ['in memory', () => opened()],
  ['on disk', () => opened({ folder: freshFolder() })],
];

describe.each(engines)('a conversation store %s', (_, open) => {
  test('knows nothing of a conversation nobody began', async () => {
    const store = open();
    expect(await store.load('c')).toBeNull();
    expect(await store.activitiesAfter('c', 0)).toEqual([]);
    expect(await store.findRepeat('c', 'k')).toBeNull();
  });

  test('gives back what a turn left behind', async () => {
    const store = open();
    const turn = turnOf({ conversation: 'c', key: 'person|1' });
    const result = await store.commitTurn(turn);
    const stored = turn.activities.map((activity, index) => ({
      ...activity,
      conversation: 'c',
      seq: index + 1,
    }));
    expect(result).toEqual({ type: 'stored', version: 1, activities: stored });
    expect(await store.load('c')).toEqual({
      id: 'c',
      channel: 'direct-line',
      user: 'dl_person',
      state: turn.state,
      version: 1,
      lastSeq: 2,
      createdAt: at,
    });
    expect(await store.activitiesAfter('c', 0)).toEqual(stored);
  });

  test('SE-10: a repeated message is answered with what was stored, and writes nothing', async () => {
    const store = open();
    const turn = turnOf({ conversation: 'c', key: 'person|1' });
    const first = await store.commitTurn(turn);
    expect(first.type).toBe('stored');
    const again = await store.commitTurn({ ...turn, activities: [answered('x', 'toinen vastaus')] });
    expect(again).toEqual({ type: 'repeat', activities: first.type === 'stored' ? first.activities : [] });
    expect(await store.findRepeat('c', 'person|1')).toEqual(await store.activitiesAfter('c', 0));
    expect((await store.load('c'))?.version).toBe(1);
  });

  test('the same message twice in one pass of the event loop is stored once', async () => {
    const store = open();
    const turn = turnOf({ conversation: 'c', key: 'person|1' });
    const results = await Promise.all([store.commitTurn(turn), store.commitTurn(turn)]);
    expect(results.map((result) => result.type)).toEqual(['stored', 'repeat']);
    expect(await store.activitiesAfter('c', 0)).toHaveLength(2);
  });

  test('the same key in another conversation is another message', async () => {
    const store = open();
    await store.commitTurn(turnOf({ conversation: 'c', key: 'person|1' }));
    expect((await store.commitTurn(turnOf({ conversation: 'd', key: 'person|1' }))).type).toBe('stored');
  });

  test.each([
    ['a new conversation that exists', 0],
    ['a version that is past', 1],
    ['a version not reached yet', 3],
  ])('refuses a turn computed from %s', async (_case, baseVersion) => {
    const store = open();
    await store.commitTurn(turnOf({ conversation: 'c' }));
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1 }));
    const before = await store.activitiesAfter('c', 0);
    expect(await store.commitTurn(turnOf({ conversation: 'c', baseVersion }))).toEqual({ type: 'stale' });
    expect(await store.activitiesAfter('c', 0)).toEqual(before);
    expect((await store.load('c'))?.version).toBe(2);
  });

  test('of two turns at once in one conversation, one is stored and the other is stale', async () => {
    const store = open();
    await store.commitTurn(turnOf({ conversation: 'c' }));
    const results = await Promise.all(
      ['a', 'b'].map((key) => store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1, key }))),
    );
    expect(results.map((result) => result.type)).toEqual(['stored', 'stale']);
    expect(await store.findRepeat('c', 'b')).toBeNull();
  });

  test('a stale turn of a conversation that is gone does not bring it back', async () => {
    const store = open();
    expect(await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 4 }))).toEqual({ type: 'stale' });
    expect(await store.load('c')).toBeNull();
  });

  test('numbers run on without gaps, per conversation', async () => {
    const store = open();
    for (const baseVersion of [0, 1, 2]) {
      await Promise.all(
        ['c', 'd'].map((conversation) => store.commitTurn(turnOf({ conversation, baseVersion }))),
      );
    }
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 3, activities: [] }));
    for (const conversation of ['c', 'd']) {
      const seqs = (await store.activitiesAfter(conversation, 0)).map((activity) => activity.seq);
      expect(seqs).toEqual([1, 2, 3, 4, 5, 6]);
    }
    expect(await store.load('c')).toMatchObject({ lastSeq: 6, version: 4 });
  });

  test('a watermark gives what came after it, a limit the first of that', async () => {
    const store = open();
    await store.commitTurn(turnOf({ conversation: 'c' }));
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1 }));
    const seqs = async (after: number, limit?: number): Promise<readonly number[]> =>
      (await store.activitiesAfter('c', after, limit)).map((activity) => activity.seq);
    expect(await seqs(1)).toEqual([2, 3, 4]);
    expect(await seqs(1, 2)).toEqual([2, 3]);
    expect(await seqs(4)).toEqual([]);
  });

  test('messages for elsewhere wait in order, each with its own sender, until they are sent', async () => {
    const store = open();
    const item = (id: string, channel = 'teams') => ({ id, channel, payload: `{"id":"${id}"}` });
    await store.commitTurn(turnOf({ conversation: 'c', outbox: [item('z'), item('y'), item('w', 'web')] }));
    await store.commitTurn(turnOf({ conversation: 'd', outbox: [item('v')] }));
    await store.commitTurn(turnOf({ conversation: 'c', baseVersion: 1, outbox: [item('x')] }));
    expect(await store.outboxConversations('teams')).toEqual(['c', 'd']);
    expect(await store.outboxConversations('web')).toEqual(['c']);
    const waiting = [item('z'), item('y'), item('x')].map((one) => ({ ...one, at }));
    expect(await store.pendingOutbox('teams', 'c')).toEqual(waiting);
    await store.outboxDone('z');
    await store.outboxDone('z');
    expect((await store.pendingOutbox('teams', 'c')).map((one) => one.id)).toEqual(['y', 'x']);
  });

  test('a turn that is not stored leaves nothing to send', async () => {
    const store = open();
    const item = (id: string) => ({ id, channel: 'teams', payload: '{}' });
    const turn = turnOf({ conversation: 'c', key: 'k', outbox: [item('a')] });
    await store.commitTurn(turn);
    expect((await store.commitTurn({ ...turn, outbox: [item('b')] })).type).toBe('repeat');
    expect((await store.commitTurn({ ...turn, key: 'other', outbox: [item('c')] })).type).toBe('stale');
    expect((await store.pendingOutbox('teams', 'c')).map((one) => one.id)).toEqual(['a']);
  });

  test('a flow that a conversation pinned is found by its digest', async () => {
    const store = open();
    await Promise.all([store.saveFlow('d1', '{"a":1}'), store.saveFlow('d1', '{"a":1}')]);
    await store.saveFlow('d1', '{"a":1}');
    expect(await store.loadFlow('d1')).toBe('{"a":1}');
    expect(await store.loadFlow('d2')).toBeNull();
  });

  test('one turn that fails is undone alone: its neighbours in the same flush are stored', async () => {
    const store = open();
    const item = { id: 'taken', channel: 'teams', payload: '{}' };
    await store.commitTurn(turnOf({ conversation: 'first', outbox: [item] }));
    const results = await Promise.allSettled([
      store.commitTurn(turnOf({ conversation: 'before' })),
      store.commitTurn(turnOf({ conversation: 'failing', key: 'k', outbox: [item] })),
      store.commitTurn(turnOf({ conversation: 'after' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.load('failing')).toBeNull();
    expect(await store.findRepeat('failing', 'k')).toBeNull();
    expect(await store.activitiesAfter('failing', 0)).toEqual([]);
    expect(await store.pendingOutbox('teams', 'failing')).toEqual([]);
    expect(await store.activitiesAfter('before', 0)).toHaveLength(2);
    expect(await store.activitiesAfter('after', 0)).toHaveLength(2);
  });

  test('any text comes back as it was', async () => {
    const store = open();
    let count = 0;
    const property = fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      async (text, key) => {
        count += 1;
        const conversation = `c${count}`;
        await store.commitTurn(
          turnOf({ conversation, key, activities: [said('u', text), answered('b', text)] }),
        );
        const kept = await store.findRepeat(conversation, key);
        expect(kept?.map((activity) => activity.text)).toEqual([text, text]);
        expect(kept?.[1]?.reply).toEqual({ type: 'text', text });
      },
    );
    await fc.assert(property, {
      numRuns: 50,
      examples: [["'); DROP TABLE activities; --", '\u0000 nolla \u0000']],
    });
  });
});
