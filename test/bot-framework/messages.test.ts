/** Messages over the Bot Framework endpoint: answered once, in order, and nothing else of them is used. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { greeting, notice, outage, question } from './fake-core.ts';
import { activity, post, type Running, run, texts } from './running.ts';

let running: Running;
beforeEach(async () => {
  running = await run();
});
afterEach(() => running.stop());

describe('expectReplies', () => {
  it('answers in the response, with the fields of `ask` and buttons that carry their value', async () => {
    const answer = await post(running, activity());
    expect(answer.status).toBe(200);
    const [first] = answer.activities ?? [];
    expect(first?.text).toBe(question.text);
    expect(first?.channelData?.palveluneuvoja).toMatchObject({
      kind: 'triage',
      flow: 'toothache',
      step: 'swelling',
    });
    expect(first?.suggestedActions?.actions.map((action) => action.value)).toEqual([
      { turn: 1, choice: 'yes' },
      { turn: 1, choice: 'no' },
    ]);
    expect(first).toMatchObject({
      conversation: { id: 'c1' },
      recipient: { id: 'resident-1' },
      replyToId: 'a1',
    });
  });

  it('keeps only text, button, locale and id of what was sent', async () => {
    await post(
      running,
      activity({
        value: { turn: 3, choice: 'yes', more: 'x' },
        locale: 'sv-FI',
        entities: [{ x: 1 }],
        name: 'x',
      }),
    );
    expect(running.core.received).toEqual([
      {
        conversation: 'bf:test:c1',
        channel: 'bot-framework',
        user: 'resident-1',
        clientId: 'a1',
        role: 'resident',
        message: { text: 'hammas särkee', choice: { turn: 3, choice: 'yes' }, locale: 'sv' },
      },
    ]);
  });

  it.each([
    ['words', 'yes'],
    ['a negative turn', { turn: -1, choice: 'yes' }],
    ['a turn that is no number', { turn: '1', choice: 'yes' }],
    ['an endless choice', { turn: 1, choice: 'x'.repeat(101) }],
  ])('takes a button value of %s for none', async (_name, value) => {
    await post(running, activity({ value }));
    expect(running.core.received[0]?.message.choice).toBeNull();
  });

  it('gives a redelivered activity the stored replies (SE-10)', async () => {
    const first = await post(running, activity());
    running.core.replies = [outage];
    const second = await post(running, activity());
    expect(second.activities).toEqual(first.activities);
  });

  it("tells messages apart by the client's own id before the channel's", async () => {
    await post(running, activity({ channelData: { clientActivityID: 'client-1' } }));
    expect(running.core.received[0]?.clientId).toBe('client-1');
  });

  it('keeps conversations of the self-hosted chat out of reach', async () => {
    await post(running, activity({ channelId: 'directline', conversation: { id: 'abc' } }));
    expect(running.core.received[0]).toMatchObject({
      conversation: 'bf:directline:abc',
      channel: 'bot-framework',
    });
  });

  it('shows danger before the first greeting', async () => {
    running.core.replies = [greeting, notice];
    expect(texts(await post(running, activity()))).toEqual([notice.text, greeting.text]);
  });

  it('shows danger when the disk is full', async () => {
    running.core.replies = [notice];
    running.core.disk = 'full';
    const answer = await post(running, activity());
    expect(answer.status).toBe(200);
    expect(texts(answer)).toEqual([notice.text, outage.text]);
  });

  it('strips a mention from what is said', async () => {
    await post(running, activity({ text: '<at>Palveluneuvoja</at> hammas särkee' }));
    expect(running.core.received[0]?.message.text).toBe('hammas särkee');
  });

  it('greets once, whoever joins and however often', async () => {
    const joined = activity({ type: 'conversationUpdate', membersAdded: [{ id: 'bot' }], text: undefined });
    expect(texts(await post(running, joined))).toEqual([greeting.text]);
    expect(texts(await post(running, { ...joined, id: 'a2', membersAdded: [{ id: 'resident-1' }] }))).toEqual(
      [],
    );
    expect(running.core.received).toEqual([]);
  });

  it('greets nobody who has written already', async () => {
    await post(running, activity());
    expect(
      texts(await post(running, activity({ type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }))),
    ).toEqual([]);
  });

  it.each(['typing', 'messageReaction', 'installationUpdate', 'endOfConversation', 'conversationUpdate'])(
    'lets a sign of type %s pass without an answer',
    async (type) => {
      const answer = await post(running, activity({ type, text: undefined }));
      expect([answer.status, texts(answer)]).toEqual([200, []]);
      expect(running.core.received).toEqual([]);
    },
  );

  it('asks for words when a file comes alone', async () => {
    const answer = await post(running, activity({ text: '', attachments: [{ contentType: 'image/png' }] }));
    expect(texts(answer)[0]).toContain('Tiedostoja ei voi lähettää');
    expect(running.core.received).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"type":'],
    ['a list', []],
    ['null', 'null'],
    ['no type', { text: 'hei', conversation: { id: 'c' } }],
    ['a type that is no text', { type: 1, conversation: { id: 'c' } }],
    ['no conversation', { type: 'message', text: 'hei' }],
    ['a conversation without id', { type: 'message', conversation: {} }],
    ['text that is no text', { type: 'message', text: { a: 1 }, conversation: { id: 'c' } }],
    [
      'a tenant that is no text',
      { type: 'message', conversation: { id: 'c' }, channelData: { tenant: { id: 5 } } },
    ],
    ['an id without end', { type: 'message', conversation: { id: 'c'.repeat(501) } }],
  ])('%s is a clean 400 with numbers to call', async (_name, body) => {
    const answer = await post(running, body);
    expect(answer.status).toBe(400);
    expect(answer.error?.message).toMatch(/112.*116117/);
    expect(running.core.received).toEqual([]);
  });

  it.each([70_000, 1_000_000, 3_000_000])('a body of %i bytes is a clean 413', async (size) => {
    const answer = await post(running, activity({ text: 'a'.repeat(size) }));
    expect(answer.status).toBe(413);
    expect(answer.error?.message).toMatch(/112.*116117/);
    expect(running.core.received).toEqual([]);
  });

  it('a packed body is refused', async () => {
    expect((await post(running, activity(), { 'content-encoding': 'gzip' })).status).toBeLessThan(500);
    expect(running.core.received).toEqual([]);
  });

  it('a fault inside gives nothing away', async () => {
    running.core.disk = 'throws';
    const answer = await post(running, activity());
    expect(answer.status).toBe(503);
    expect(answer.error?.message).toContain('112');
    expect(answer.raw).not.toMatch(/secret words|at .*\.ts/);
    expect(running.logged.join()).toContain('bot-answer-failed');
    expect(running.logged.join()).not.toContain('secret words');
  });

  it('whatever is sent, the answer is a clean one', async () => {
    const anything = fc.letrec((tie) => ({
      body: fc.oneof(
        fc.json(),
        fc.record(
          {
            type: fc.constantFrom('message', 'conversationUpdate', 'invoke', 'x'),
            id: tie('value'),
            text: tie('value'),
            value: tie('value'),
            locale: tie('value'),
            from: fc.oneof(tie('value'), fc.record({ id: fc.string() })),
            conversation: fc.oneof(tie('value'), fc.record({ id: fc.string() })),
            channelData: tie('value'),
            membersAdded: tie('value'),
          },
          { requiredKeys: ['type'] },
        ),
      ),
      value: fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.string()),
    })).body;
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const sent =
          typeof body === 'object' && body !== null ? { ...body, deliveryMode: 'expectReplies' } : body;
        const { status } = await post(running, sent);
        expect([200, 400, 429, 501]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });
});

describe('limits (SE-7)', () => {
  it('refuses a flood with numbers to call, hears a cry within it, and forgets it after a minute', async () => {
    const limited = await run({ environment: { RATE_MESSAGES_PER_MINUTE: '2' } });
    const say = (id: number, text: string): ReturnType<typeof post> =>
      post(limited, activity({ id: `m${id}`, text }));
    expect((await say(1, 'a')).status).toBe(200);
    expect((await say(2, 'b')).status).toBe(200);
    const refused = await say(3, 'c');
    expect(refused.status).toBe(429);
    expect(refused.error?.message).toMatch(/112.*116117/);
    expect((await say(4, 'vauva ei hengitä')).status).toBe(200);
    limited.pass(61);
    expect((await say(5, 'd')).status).toBe(200);
    expect(limited.core.received.map(({ message }) => message.text)).toEqual([
      'a',
      'b',
      'vauva ei hengitä',
      'd',
    ]);
    await limited.stop();
  });
});
