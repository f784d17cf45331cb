/** Answers on their way to a connector outlive a crash: stored with their turn, sent at start, tried again, given up. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInbound } from '../../src/channel/bot-framework/inbound.ts';
import { lettersTo, outboxChannel, readLetter } from '../../src/channel/bot-framework/letter.ts';
import { type Converse, createConverse } from '../../src/conversation/converse.ts';
import { openStorage, type Storage } from '../../src/storage/storage.ts';
import { bytesIn, freshFolder } from '../storage/fixtures.ts';
import { tinyContent } from '../support/tiny-content.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';
import { createFakeCore, greeting, notice, question } from './fake-core.ts';
import { activity, post, type Running, run } from './running.ts';

const content = tinyContent();
const now = new Date('2026-11-21T10:00:00.000Z');
const day = 24 * 3600;
const forgets = z.looseObject({ choice: z.literal('forget') });

let connector: FakeConnector;
beforeEach(async () => {
  connector = await startConnector();
});
afterEach(() => connector.stop());

const posted = (more: object = {}): Record<string, unknown> =>
  activity({ deliveryMode: undefined, serviceUrl: connector.url, ...more });

/** The core as it is, but for content that fits on a page. */
function converseOver(storage: Storage): Converse {
  return createConverse({
    content: () => content,
    store: storage,
    now: () => now,
    controller: null,
    queues: () => [],
    startsItself: () => true,
  });
}

/** A process on a data folder. */
interface Process {
  readonly storage: Storage;
  readonly running: Running;
  waiting(conversation?: string): ReturnType<Storage['pendingOutbox']>;
  end(): Promise<void>;
}

async function start(folder: string, hosts = connector.host): Promise<Process> {
  const storage = openStorage({ folder });
  const running = await run({
    environment: { BOT_SERVICE_HOSTS: hosts },
    parts: { converse: converseOver(storage), store: storage },
  });
  return {
    storage,
    running,
    waiting: (conversation = 'bf:test:c1') => storage.pendingOutbox(outboxChannel, conversation),
    end: async () => {
      await running.stop();
      await storage.close();
    },
  };
}

/** A process that stores a turn and dies before it sends anything. */
async function dieAfterStoring(folder: string, more: object = {}): Promise<readonly string[]> {
  const inbound = readInbound(Buffer.from(JSON.stringify(posted(more))));
  const { conversation, user, clientId, message } = inbound;
  const storage = openStorage({ folder });
  const received = await converseOver(storage).receive({
    conversation,
    channel: 'bot-framework',
    user,
    clientId,
    message,
    role: 'resident',
    outbox: lettersTo(inbound),
  });
  await storage.close();
  return received.type === 'answered' ? received.activities.map((one) => one.text) : [];
}

describe('a turn', () => {
  it('leaves its answers in the outbox, sealed, until the connector has them', async () => {
    const folder = freshFolder();
    const bot = await start(folder);
    connector.refuseAll = 403;
    expect((await post(bot.running, posted())).status).toBe(200);
    const waiting = await bot.waiting();
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting[0]?.payload).toContain(connector.url);
    for (const secret of [connector.url, 'resident-1"', 'Resident'])
      expect(bytesIn(folder).includes(secret), secret).toBe(false);
    connector.refuseAll = null;
    bot.running.timer.fire();
    await connector.until(waiting.length);
    await bot.running.close();
    expect(await bot.waiting()).toEqual([]);
    await bot.end();
  });

  it('with expectReplies leaves nothing there: its answers travel in the response', async () => {
    const bot = await start(freshFolder());
    const answer = await post(bot.running, activity({ serviceUrl: connector.url }));
    expect(answer.activities?.length).toBeGreaterThan(0);
    expect(await bot.waiting()).toEqual([]);
    await bot.end();
  });
});

describe('a crash between storing and sending', () => {
  it('loses no answer and doubles none: the next start sends them, in order', async () => {
    const folder = freshFolder();
    const said = await dieAfterStoring(folder);
    expect(said.length).toBeGreaterThan(0);
    const next = await start(folder);
    expect(connector.texts()).toEqual(said);
    expect(connector.calls).toEqual(said.map(() => 'POST /v3/conversations/c1/activities/a1'));
    expect(connector.sent[0]).toMatchObject({ replyToId: 'a1', recipient: { id: 'resident-1' } });
    expect(await next.waiting()).toEqual([]);
    // The channel may not have got its response and sends the activity again.
    expect((await post(next.running, posted())).status).toBe(200);
    await next.end();
    await (await start(folder)).end();
    expect(connector.texts()).toEqual(said);
  });

  it('is mended also when the connector is down at the start', async () => {
    const folder = freshFolder();
    const said = await dieAfterStoring(folder);
    connector.refuseAll = 404;
    const next = await start(folder);
    expect(connector.texts()).toEqual([]);
    connector.refuseAll = null;
    next.running.timer.fire();
    await connector.until(said.length);
    await next.end();
    expect(connector.texts()).toEqual(said);
  });

  it('sends nothing to a host that is no longer allowed (SE-3)', async () => {
    const folder = freshFolder();
    await dieAfterStoring(folder);
    const next = await start(folder, 'other.example');
    expect(connector.calls).toEqual([]);
    expect((await next.waiting()).length).toBeGreaterThan(0);
    await next.end();
  });

  it('sends nothing that was to be forgotten (PR-7)', async () => {
    const folder = freshFolder();
    const said = await dieAfterStoring(folder);
    connector.refuseAll = 403;
    const next = await start(folder);
    await post(next.running, posted({ id: 'a2', text: 'unohda minut' }));
    const buttons = (await next.waiting()).flatMap(
      ({ payload }) => readLetter(payload)?.activity.suggestedActions?.actions ?? [],
    );
    const value = buttons
      .map((button): unknown => button.value)
      .find((one) => forgets.safeParse(one).success);
    await post(next.running, posted({ id: 'a3', text: '', value }));
    connector.refuseAll = null;
    next.running.timer.fire();
    await connector.until(1);
    await next.end();
    expect(said.length).toBeGreaterThan(0);
    const answered = connector.sent.filter((one) => one.type === 'message').map((one) => one.replyToId);
    expect(new Set(answered)).toEqual(new Set(['a3']));
  });
});

describe('a connector that fails', () => {
  let running: Running;
  const begin = async (): Promise<void> => {
    running = await run({ environment: { BOT_SERVICE_HOSTS: connector.host } });
  };
  afterEach(() => running.stop());
  const waiting = (): Promise<readonly { readonly id: string }[]> =>
    running.core.store.pendingOutbox(outboxChannel, 'bf:test:c1');
  /** Ends the pause, and waits for the try that follows. */
  const tryAgain = async (): Promise<void> => {
    running.timer.fire();
    await post(running, posted());
  };

  it('is tried again after growing pauses', async () => {
    await begin();
    connector.refuseAll = 403;
    await post(running, posted());
    const pauses: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      pauses.push(...running.timer.pauses());
      const next = running.timer.begun();
      running.timer.fire();
      await next;
    }
    expect(pauses).toHaveLength(12);
    expect(pauses.slice(0, 4)).toEqual([2000, 4000, 8000, 16_000]);
    expect(pauses.at(-1)).toBe(15 * 60_000);
  });

  it('is given up after a day, with a line that names the answer by its id alone (PR-4)', async () => {
    await begin();
    connector.refuseAll = 403;
    await post(running, posted());
    running.pass(day - 60);
    await tryAgain();
    expect(await waiting()).toHaveLength(1);
    running.pass(60);
    await tryAgain();
    expect(await waiting()).toEqual([]);
    expect(running.logged.at(-1)).toBe('outbox-given-up {"id":"bf:test:c1-1","reason":"too-old"}');
    expect(running.timer.pauses()).toEqual([]);
    for (const secret of [question.text, 'hammas', 'resident-1', connector.host])
      expect(running.logged.join('\n'), secret).not.toContain(secret);
  });

  it('holds up what comes after in the same conversation, and no other conversation', async () => {
    await begin();
    connector.refuseNext = 403;
    await post(running, posted());
    await post(running, posted({ id: 'b1', conversation: { id: 'c2' } }));
    expect(connector.sent.filter((one) => one.type === 'message').map((one) => one.replyToId)).toEqual([
      'b1',
    ]);
    await post(running, posted({ id: 'a2' }));
    expect(connector.sent.filter((one) => one.type === 'message').map((one) => one.replyToId)).toEqual([
      'b1',
      'a1',
      'a2',
    ]);
  });

  it('gets danger before the older answers that did not get through (MD-5)', async () => {
    await begin();
    connector.refuseNext = 403;
    running.core.replies = [greeting];
    await post(running, posted());
    running.core.replies = [notice];
    await post(running, posted({ id: 'a2' }));
    expect(connector.texts()).toEqual([notice.text, greeting.text]);
  });

  it.each([400, 413])(
    'with %i means this very message: it is given up, and the next ones go',
    async (status) => {
      await begin();
      running.core.replies = [greeting, question];
      connector.refuseNext = status;
      await post(running, posted());
      expect(connector.texts()).toEqual([question.text]);
      expect(running.logged.at(-1)).toContain('"reason":"refused"');
      expect(await waiting()).toEqual([]);
    },
  );

  it('gets nothing twice when the disk does not let the row go at once', async () => {
    const core = createFakeCore();
    let isFull = true;
    const store = {
      ...core.store,
      outboxDone: (id: string) => (isFull ? Promise.reject(new Error('full')) : core.store.outboxDone(id)),
    };
    running = await run({ core, environment: { BOT_SERVICE_HOSTS: connector.host }, parts: { store } });
    await post(running, posted());
    await tryAgain();
    expect(await waiting()).toHaveLength(1);
    isFull = false;
    await tryAgain();
    expect(await waiting()).toEqual([]);
    expect(connector.texts()).toEqual([question.text]);
  });

  it('that never answers does not hold up the end: what it did not take waits for the next start', async () => {
    await begin();
    connector.refuseNext = 'no-answer';
    const asked = connector.unanswered();
    const answered = post(running, posted());
    await asked;
    const closed = running.close();
    running.timer.fire();
    await closed;
    expect((await answered).status).toBe(200);
    expect(await waiting()).toHaveLength(1);
    expect(running.logged).toEqual([]);
  });
});
