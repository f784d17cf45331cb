/** Messages in and out by HTTP: bad input, limits, repeats, polling, transcripts, and a disk that is full. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begin, call, given, type Running, run, type Session, say } from './running.ts';

let server: Running;
let session: Session;
beforeEach(async () => {
  server = await run({
    environment: {
      RATE_MESSAGES_PER_MINUTE: '5',
      RATE_TOKENS_PER_MINUTE: '1000',
      RATE_CONVERSATIONS_PER_HOUR: '1000',
    },
  });
  session = await begin(server);
});
afterEach(() => server.stop());

const post = (body: unknown, headers = {}) =>
  call(server, `conversations/${session.id}/activities`, { token: session.token, body, headers });
const poll = (watermark?: string) =>
  call(
    server,
    `conversations/${session.id}/activities${watermark === undefined ? '' : `?watermark=${watermark}`}`,
    {
      method: 'GET',
      token: session.token,
    },
  );

describe('a message', () => {
  it('is kept as type, text, button, language and the client id, and nothing else', async () => {
    await post({
      type: 'message',
      text: 'Kyllä',
      value: { turn: 3, choice: 'yes', admin: true },
      locale: 'sv-FI',
      from: { id: 'somebody-else', role: 'bot' },
      channelData: { clientActivityID: 'c1', secret: 'x' },
      entities: [{ type: 'x' }],
    });
    expect(server.core.received).toEqual([
      {
        conversation: session.id,
        channel: 'directline',
        user: expect.stringMatching(/^dl_/),
        clientId: 'c1',
        role: 'resident',
        message: { text: 'Kyllä', choice: { turn: 3, choice: 'yes' }, locale: 'sv' },
      },
    ]);
  });

  it.each([
    ['a value that is no button', { value: { turn: 'x', choice: 1 } }, null],
    ['a value that is words', { value: 'yes' }, null],
    ['no value', {}, null],
    ['a button', { value: { turn: 0, choice: 'a' } }, { turn: 0, choice: 'a' }],
  ])('with %s has the right choice', async (_name, more, choice) => {
    expect((await post({ type: 'message', text: 'x', ...more })).status).toBe(200);
    expect(server.core.received[0]?.message.choice).toEqual(choice);
  });

  it('is echoed with the id it was acknowledged with, before its answer', async () => {
    const { id } = await post({ type: 'message', text: 'hammas', channelData: { clientActivityID: 'c1' } });
    const { activities = [], watermark } = await poll();
    expect(activities.map((activity) => activity.text)).toEqual(['Hei!', 'hammas', 'Onko poski turvonnut?']);
    expect(activities[1]).toMatchObject({
      id,
      from: { role: 'user' },
      channelData: { clientActivityID: 'c1' },
    });
    expect(activities[1]?.id).toBe(`${session.id}|0000002`);
    expect(watermark).toBe('3');
  });

  it('that is sent again is answered once (SE-10)', async () => {
    const again = { type: 'message', text: 'hammas', channelData: { clientActivityID: 'c1' } };
    const [first, second] = [await post(again), await post(again)];
    expect(second.id).toBe(first.id);
    expect((await poll()).activities).toHaveLength(3);
  });
});

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"type":"message"'],
    ['a number', '1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no type', { text: 'hei' }],
    ['another type', { type: 'invoke', text: 'hei' }],
    ['a text that is a number', { type: 'message', text: 1 }],
    ['a text that is an object', { type: 'message', text: { toString: 'x' } }],
    ['channel data that is words', { type: 'message', text: 'hei', channelData: 'x' }],
    [
      'a client id that is endless',
      { type: 'message', text: 'hei', channelData: { clientActivityID: 'x'.repeat(201) } },
    ],
    ['a client id that is a number', { type: 'message', text: 'hei', channelData: { clientActivityID: 5 } }],
  ])('%s is refused cleanly', async (_name, body) => {
    const answer = await post(body);
    expect([answer.status, answer.error?.code]).toEqual([400, 'BadArgument']);
    expect(answer.error?.message).toContain('112');
    expect(answer.error?.message).not.toContain('JSON');
    expect(server.core.received).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['emoji only', '🦷🦷'],
    ['control characters', '\u0000\u202e\u0007'],
    ['markup', '<script>alert(1)</script>'],
    ['search operators', 'äiti: palveluhoitohakemus~6'],
    ['a key of objects', '__proto__'],
    ['half a character', '\ud800'],
  ])('%s is for the core to answer', async (_name, text) => {
    expect((await post({ type: 'message', text })).status).toBe(200);
    expect(server.core.received[0]?.message.text).toBe(text);
  });

  it.each(['event', 'typing'])('%s is acknowledged and goes no further', async (type) => {
    const answer = await post({ type, name: 'webchat/join' });
    expect(answer.status).toBe(200);
    expect(answer.id).toBeDefined();
    expect(server.core.received).toEqual([]);
  });

  it('a file is refused with a kind word, in an activity and as an upload', async () => {
    const inActivity = await post({ type: 'message', attachments: [{ contentType: 'image/png' }] });
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify({ type: 'message', text: 'vauva ei hengitä' })]));
    form.append('file', new Blob(['x'.repeat(3_000_000)]), 'kuva.png');
    const upload = await call(server, `conversations/${session.id}/upload`, {
      token: session.token,
      body: form,
    });
    for (const answer of [inActivity, upload]) {
      expect(answer.status).toBe(415);
      expect(answer.error?.message).toContain('Tiedostoja ei voi lähettää');
      expect(answer.error?.message).toContain('116117');
    }
    expect(upload.palveluneuvoja?.danger).toBe(true);
  });

  it.each(['-1', 'abc', '1.5', '1e3', '9'.repeat(40)])('a watermark of %s is refused', async (watermark) => {
    expect((await poll(watermark)).status).toBe(400);
  });

  it('of any shape gets an answer, and never a fault', async () => {
    const field = fc.constantFrom('type', 'text', 'value', 'channelData', 'attachments', 'locale', 'id');
    const body = fc.dictionary(field, fc.oneof(fc.constant('message'), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(body, async (activity) => {
        session = await begin(server);
        expect([200, 400, 415]).toContain((await post(activity)).status);
      }),
      { numRuns: 150 },
    );
    expect(server.logged).toEqual([]);
  });

  it('a path that is no path is refused without a stack', async () => {
    const answer = await call(server, 'conversations/%E0%A4%A/activities', {
      method: 'GET',
      token: session.token,
    });
    expect(answer.status).toBe(400);
  });
});

describe('a message that is too large', () => {
  const long = (text: string, length: number) => ({
    type: 'message',
    text: `${'a '.repeat(length / 2)}${text}`,
  });

  it('is refused from 64 kB on, with numbers to call', async () => {
    expect((await post(long('', 60_000))).status).toBe(200);
    const refused = await post(long('', 70_000));
    expect([refused.status, refused.palveluneuvoja]).toEqual([413, undefined]);
    expect(refused.error?.message).toContain('112');
    expect(refused.error?.message).toContain('116117');
  });

  it('is screened to its end: danger puts 112 first (MD-5)', async () => {
    const refused = await post(long('vauva ei hengitä', 1_000_000));
    expect([refused.status, refused.palveluneuvoja?.danger]).toEqual([413, true]);
    expect(refused.error?.message.split('\n')[0]).toMatch(/^Viestissäsi on merkkejä vaarasta.* 112/);
  });

  it('is not even read beyond two megabytes, and still shows 112', async () => {
    const refused = await post(long('', 3_000_000));
    expect(refused.status).toBe(413);
    expect(refused.error?.message).toContain('112');
  });
});

describe('many messages', () => {
  it('are refused after the limit, until the minute is over', async () => {
    for (let time = 0; time < 5; time += 1) expect((await say(server, session, 'hei')).status).toBe(200);
    server.pass(20);
    const refused = await say(server, session, 'hei');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    expect(refused.error?.message).toContain('116117');
    server.pass(41);
    expect((await say(server, session, 'hei')).status).toBe(200);
  });

  it('do not silence a cry for help, but a flood of cries ends as well, with 112 first', async () => {
    for (let time = 0; time < 6; time += 1) await say(server, session, 'hei');
    expect((await say(server, session, 'vauva ei hengitä')).status).toBe(200);
    let last = await say(server, session, 'vauva ei hengitä');
    for (let time = 0; time < 5; time += 1) last = await say(server, session, 'vauva ei hengitä');
    expect([last.status, last.palveluneuvoja?.danger]).toEqual([429, true]);
  });

  it('of one conversation do not slow another', async () => {
    for (let time = 0; time < 6; time += 1) await say(server, session, 'hei');
    expect((await say(server, await begin(server), 'hei')).status).toBe(200);
  });
});

describe('polling', () => {
  it('goes on from the watermark, and from the start with an empty one', async () => {
    await say(server, session, 'yksi');
    expect((await poll('')).activities).toHaveLength(3);
    expect((await poll('2')).activities?.map((activity) => activity.text)).toEqual(['Onko poski turvonnut?']);
    expect(await poll('3')).toMatchObject({ activities: [], watermark: '3' });
  });

  it('brings a watermark from beyond the end back to it', async () => {
    expect(await poll('99')).toMatchObject({ activities: [], watermark: '1' });
  });

  it('gives a long conversation in pages, none lost and none twice', async () => {
    const expected = ['Hei!', ...Array.from({ length: 450 }, (_, index) => `viesti ${index}`)];
    for (const text of expected.slice(1)) server.core.say(session.id, text);
    const texts: string[] = [];
    let watermark = '';
    for (;;) {
      const answer = await poll(watermark);
      const page = given(answer.activities).map((activity) => activity.text);
      if (page.length === 0) break;
      texts.push(...page);
      watermark = given(answer.watermark);
    }
    expect(texts).toEqual(expected);
  });
});

describe('a disk that is full', () => {
  it('refuses a message, in its own words and with numbers to call', async () => {
    server.core.disk = 'full';
    const answer = await say(server, session, 'hammas');
    expect([answer.status, answer.error?.code]).toEqual([502, 'BotError']);
    expect(answer.error?.message).toContain('Viestiä ei voitu tallentaa.');
    expect(answer.error?.message).toContain('112');
  });

  it('does not keep a danger notice from whoever polls, and shows it once', async () => {
    server.core.disk = 'full';
    expect((await say(server, session, 'vauva ei hengitä')).status).toBe(200);
    expect(await poll('1')).toMatchObject({ activities: [{ text: 'Soita 112' }, {}], watermark: '1' });
    expect(await poll('1')).toMatchObject({ activities: [], watermark: '1' });
  });

  it('starts no conversation, and tells nothing of the fault', async () => {
    server.core.disk = 'full';
    const { token } = await call(server, 'tokens/generate');
    const answer = await call(server, 'conversations', { token: given(token) });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('secret words');
    expect(server.logged.join()).not.toContain('secret words');
    expect(server.logged).toHaveLength(1);
  });
});

describe('the transcript (PA-6)', () => {
  const fetchTranscript = (format: string) =>
    fetch(`${server.base}/v3/directline/conversations/${session.id}/transcript${format}`, {
      headers: { authorization: `Bearer ${session.token}` },
    });

  it('is the whole conversation in order, as text to keep', async () => {
    await say(server, session, 'hammasta särkee');
    const answer = await fetchTranscript('');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.headers.get('content-disposition')).toContain('palveluneuvoja.txt');
    const text = await answer.text();
    expect(text).toContain('automaattinen palvelu');
    expect(text).toContain('112');
    const places = ['Hei!', 'Sinä:\nhammasta särkee', 'Onko poski turvonnut?'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toContain('21.11.2026 klo 12.00');
  });

  it('is there as JSON too, and in no other form, and not for others', async () => {
    expect(await (await fetchTranscript('?format=json')).json()).toMatchObject({
      activities: [{ text: 'Hei!' }],
    });
    expect((await fetchTranscript('?format=exe')).status).toBe(400);
    const other = await begin(server);
    const path = `conversations/${session.id}/transcript`;
    expect((await call(server, path, { method: 'GET', token: other.token })).status).toBe(403);
  });
});
