/** Answers posted back to a connector: in order, once, and to allowed hosts only. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeliveries } from '../../src/channel/bot-framework/deliveries.ts';
import { type FakeConnector, startConnector } from './fake-connector.ts';
import { greeting, notice, question } from './fake-core.ts';
import { activity, post, type Running, run } from './running.ts';

let connector: FakeConnector;
let running: Running;
beforeEach(async () => {
  connector = await startConnector();
  running = await run({ environment: { BOT_SERVICE_HOSTS: connector.host } });
});
afterEach(async () => {
  await running.stop();
  await connector.stop();
});

const posted = (more: object = {}): Record<string, unknown> =>
  activity({ deliveryMode: undefined, serviceUrl: connector.url, ...more });

describe('a connector', () => {
  it('gets a sign of typing, then the answers in order', async () => {
    running.core.replies = [greeting, question];
    const answer = await post(running, posted());
    expect([answer.status, answer.raw]).toEqual([200, '']);
    expect(connector.sent.map(({ type, text }) => [type, text])).toEqual([
      ['typing', undefined],
      ['message', greeting.text],
      ['message', question.text],
    ]);
    expect(connector.calls.at(-1)).toBe('POST /v3/conversations/c1/activities/a1');
    expect(connector.sent.at(-1)).toMatchObject({
      replyToId: 'a1',
      recipient: { id: 'resident-1' },
      conversation: { id: 'c1' },
    });
  });

  it('gets danger before anything else', async () => {
    running.core.replies = [greeting, notice];
    await post(running, posted());
    expect(connector.texts()).toEqual([notice.text, greeting.text]);
  });

  it('gets the answer of a redelivered activity once (SE-10)', async () => {
    await Promise.all([post(running, posted()), post(running, posted())]);
    await post(running, posted());
    expect(connector.texts()).toEqual([question.text]);
  });

  it('gets what it refused when the activity comes again, and nothing twice', async () => {
    running.core.replies = [greeting, question];
    connector.refuseNext = 403;
    expect((await post(running, posted())).status).toBe(503);
    expect(connector.texts()).toEqual([]);
    expect((await post(running, posted())).status).toBe(200);
    expect(connector.texts()).toEqual([greeting.text, question.text]);
  });

  it('that never answers holds nobody up: the activity is asked for again', async () => {
    const brisk = await run({ environment: { BOT_SERVICE_HOSTS: connector.host }, parts: { patience: 30 } });
    connector.refuseNext = 'no-answer';
    expect((await post(brisk, posted())).status).toBe(503);
    expect((await post(brisk, posted())).status).toBe(200);
    expect(connector.texts()).toEqual([question.text]);
    await brisk.stop();
  });

  it('gets the greeting once', async () => {
    const joined = posted({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }] });
    await Promise.all([post(running, joined), post(running, { ...joined, id: 'a2' })]);
    expect(connector.texts()).toEqual([greeting.text]);
  });

  it('gets the kind refusal of a flood as a message: nobody reads the status', async () => {
    const limited = await run({
      environment: { BOT_SERVICE_HOSTS: connector.host, RATE_MESSAGES_PER_MINUTE: '1' },
    });
    await post(limited, posted({ id: 'a1' }));
    expect((await post(limited, posted({ id: 'a2' }))).status).toBe(200);
    expect(connector.texts().at(-1)).toMatch(/112.*116117/);
    await limited.stop();
  });
});

describe('a connector that is not allowed (SE-3)', () => {
  it.each([
    'http://127.0.0.1:9/',
    'https://evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://x.botframework.com.evil.example/',
    '',
  ])('%j: the request is refused and nothing is processed', async (serviceUrl) => {
    const answer = await post(running, posted({ serviceUrl }));
    expect(answer.status).toBe(403);
    expect(running.core.received).toEqual([]);
    expect(connector.calls).toEqual([]);
  });
});

describe('deliveries', () => {
  it('go on where they stopped, also when several wait for each other', async () => {
    const deliveries = createDeliveries();
    const out: string[] = [];
    let isBroken = true;
    const send = async (answer: string): Promise<void> => {
      if (answer === 'b' && isBroken) throw new Error('broken');
      out.push(answer);
    };
    await expect(deliveries.deliver('k', ['a', 'b', 'c'], send)).rejects.toThrow('broken');
    expect(deliveries.isUnfinished('k')).toBe(true);
    isBroken = false;
    await Promise.all([
      deliveries.deliver('k', ['a', 'b', 'c'], send),
      deliveries.deliver('k', ['a', 'b', 'c'], send),
    ]);
    expect(out).toEqual(['a', 'b', 'c']);
    expect(deliveries.isUnfinished('k')).toBe(false);
  });

  it('without a key are all sent', async () => {
    const deliveries = createDeliveries();
    const out: string[] = [];
    for (const round of ['1', '2'])
      await deliveries.deliver(null, [round], async (answer) => void out.push(answer));
    expect(out).toEqual(['1', '2']);
  });
});
