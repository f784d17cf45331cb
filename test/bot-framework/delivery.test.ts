/** Answers posted back to a connector: in order, once, and to allowed hosts only. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeConnector, startConnector } from './fake-connector.ts';
import { greeting, notice, outage, question } from './fake-core.ts';
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

  it('gets what it refused after a pause, without the channel sending the activity again', async () => {
    running.core.replies = [greeting, question];
    connector.refuseNext = 403;
    expect((await post(running, posted())).status).toBe(200);
    expect(connector.texts()).toEqual([]);
    running.timer.fire();
    await connector.until(2);
    expect(connector.texts()).toEqual([greeting.text, question.text]);
  });

  it('gets what it refused at once when the activity comes again, and nothing twice', async () => {
    running.core.replies = [greeting, question];
    connector.refuseNext = 403;
    await post(running, posted());
    await post(running, posted());
    expect(connector.texts()).toEqual([greeting.text, question.text]);
    await running.close();
    running.timer.fire();
    expect(connector.texts()).toHaveLength(2);
  });

  it('can tell an answer that comes twice by its id', async () => {
    await post(running, posted());
    expect(connector.sent.at(-1)?.channelData).toMatchObject({
      clientActivityID: 'bf:test:c1-1',
      palveluneuvoja: { kind: 'triage' },
    });
  });

  it('that never answers holds nobody up', async () => {
    const brisk = await run({ environment: { BOT_SERVICE_HOSTS: connector.host }, parts: { patience: 30 } });
    connector.refuseNext = 'no-answer';
    expect((await post(brisk, posted())).status).toBe(200);
    expect((await post(brisk, posted({ id: 'a2' }))).status).toBe(200);
    await connector.until(2);
    expect(connector.texts()).toEqual([question.text, question.text]);
    await brisk.stop();
  });

  it('gets a notice of danger that could not be stored, and is asked for the activity again otherwise', async () => {
    running.core.disk = 'full';
    running.core.replies = [notice];
    connector.refuseNext = 403;
    expect((await post(running, posted())).status).toBe(503);
    expect((await post(running, posted())).status).toBe(200);
    expect(connector.texts()).toEqual([notice.text, outage.text]);
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
