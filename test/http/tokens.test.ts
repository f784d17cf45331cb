/** Who is let in: tokens belong to a conversation, a user, a web site and a time (SE-5). */
import { createHmac } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begin, call, given, partner, type Running, run, say, serverSecret } from './running.ts';

let server: Running;
beforeEach(async () => {
  server = await run();
});
afterEach(() => server.stop());

const generate = (options = {}) => call(server, 'tokens/generate', options);

describe('a token', () => {
  it('is given to our own page, to an allowed site and to a client without a site', async () => {
    for (const origin of [server.base, partner]) {
      const answer = await generate({ origin });
      expect(answer.status).toBe(200);
      expect(answer.expires_in).toBe(1800);
    }
    expect((await generate()).status).toBe(200);
  });

  it('is not given to any other site, nor to a page without an address', async () => {
    for (const origin of ['https://evil.example', 'null', `${partner}.evil.example`, 'http://www.kunta.fi']) {
      const answer = await generate({ origin });
      expect([origin, answer.status, answer.error?.code]).toEqual([origin, 403, 'OriginNotAllowed']);
    }
  });

  it('is given to a server only for the right secret', async () => {
    expect((await generate({ token: serverSecret })).status).toBe(200);
    for (const token of ['wrong', `${serverSecret}x`, serverSecret.slice(1)]) {
      expect((await generate({ token })).status).toBe(403);
    }
    expect((await generate({ headers: { authorization: 'Basic abc' } })).status).toBe(403);
  });

  it('names a fresh user that nobody can guess, whoever the caller says it is', async () => {
    const users = await Promise.all(
      [1, 2].map(
        async () => decodeJwt(given((await generate({ body: { user: { id: 'dl_me' } } })).token)).user,
      ),
    );
    expect(new Set(users).size).toBe(2);
    for (const user of users) expect(user).toMatch(/^dl_[\w-]{20,}$/);
  });

  it('works from the site it was issued to, and from no other', async () => {
    const { token } = await generate({ origin: partner });
    const start = (origin?: string) =>
      call(server, 'conversations', { token: given(token), ...(origin === undefined ? {} : { origin }) });
    expect((await start(server.base)).status).toBe(403);
    expect((await start('https://evil.example')).status).toBe(403);
    expect((await start()).status).toBe(403);
    expect((await start(partner)).status).toBe(201);
  });

  it('of our own page works in a GET, in which browsers name no origin', async () => {
    const session = await begin(server, { origin: server.base });
    const path = `conversations/${session.id}/activities`;
    const poll = (headers = {}) => call(server, path, { method: 'GET', token: session.token, headers });
    expect((await poll()).status).toBe(200);
    expect((await poll({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await poll({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await poll({ origin: partner })).status).toBe(403);
  });

  it('is bound by a trusted server to the sites it names', async () => {
    const { token } = await generate({ token: serverSecret, body: { trustedOrigins: [partner] } });
    expect((await call(server, 'conversations', { token: given(token), origin: server.base })).status).toBe(
      403,
    );
    expect((await call(server, 'conversations', { token: given(token), origin: partner })).status).toBe(201);
  });

  it('expires after half an hour, and says so', async () => {
    const session = await begin(server);
    server.pass(1799);
    expect((await say(server, session, 'hei')).status).toBe(200);
    server.pass(2);
    const late = await say(server, session, 'hei');
    expect([late.status, late.error?.code]).toEqual([403, 'TokenExpired']);
    expect((await call(server, 'tokens/refresh', { token: session.token })).status).toBe(403);
    expect(
      (await call(server, `conversations/${session.id}`, { method: 'GET', token: session.token })).status,
    ).toBe(403);
  });

  it('is refreshed for the same conversation and user', async () => {
    const session = await begin(server);
    server.pass(900);
    const fresh = await call(server, 'tokens/refresh', { token: session.token });
    expect(fresh.conversationId).toBe(session.id);
    expect(decodeJwt(given(fresh.token)).user).toBe(decodeJwt(session.token).user);
    server.pass(1700);
    expect((await say(server, { ...session, token: given(fresh.token) }, 'hei')).status).toBe(200);
  });

  it('of one conversation opens no other, and an unknown one is not found', async () => {
    const [mine, other] = [await begin(server), await begin(server)];
    const ask = (id: string) =>
      call(server, `conversations/${id}/activities`, { method: 'GET', token: mine.token });
    expect((await ask(other.id)).status).toBe(403);
    expect((await ask('nobody')).status).toBe(404);
    expect(
      (await call(server, `conversations/${other.id}`, { method: 'GET', token: mine.token })).status,
    ).toBe(403);
    expect((await say(server, { ...mine, id: other.id }, 'hei')).status).toBe(403);
    expect((await say(server, { ...mine, id: 'nobody' }, 'hei')).status).toBe(404);
    expect(server.core.received).toEqual([]);
  });

  it('that is missing, forged or made for another purpose is refused', async () => {
    const session = await begin(server);
    const start = (token?: string) => call(server, 'conversations', token === undefined ? {} : { token });
    expect((await start()).status).toBe(401);
    const streamToken = given(new URL(session.streamUrl).searchParams.get('t'));
    for (const token of [
      'x',
      'a.b.c',
      forged('none'),
      forged('HS256'),
      session.resume,
      streamToken,
      serverSecret,
    ]) {
      expect((await start(token)).status).toBe(403);
    }
  });
});

describe('the resume secret', () => {
  it('is given once, and brings a conversation back for a day', async () => {
    const session = await begin(server);
    const again = await call(server, 'conversations', { token: session.token });
    expect([again.status, again.palveluneuvoja]).toEqual([200, undefined]);
    server.pass(86_000);
    const resumed = await call(server, 'tokens/resume', { body: { resume: session.resume } });
    expect([resumed.status, resumed.conversationId, resumed.expires_in]).toEqual([200, session.id, 1800]);
    expect((await say(server, { ...session, token: given(resumed.token) }, 'hei')).status).toBe(200);
    server.pass(500);
    const late = await call(server, 'tokens/resume', { body: { resume: session.resume } });
    expect([late.status, late.error?.code]).toEqual([403, 'TokenExpired']);
  });

  it('is no other token, and works from its own site only', async () => {
    const session = await begin(server, { origin: partner });
    const resume = (secret: string, origin: string) =>
      call(server, 'tokens/resume', { body: { resume: secret }, origin });
    expect((await resume(session.token, partner)).status).toBe(403);
    expect((await resume(session.resume, server.base)).status).toBe(403);
    expect((await resume(session.resume, partner)).status).toBe(200);
    expect((await call(server, 'tokens/resume', { body: {}, origin: partner })).status).toBe(400);
  });
});

describe('other sites', () => {
  it('may ask beforehand when they are allowed', async () => {
    const ask = (origin: string) => call(server, 'tokens/generate', { method: 'OPTIONS', origin });
    const answer = await ask(partner);
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(partner);
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a flood', () => {
  let limited: Running;
  beforeEach(async () => {
    limited = await run({ environment: { RATE_TOKENS_PER_MINUTE: '3', RATE_CONVERSATIONS_PER_HOUR: '2' } });
  });
  afterAll(() => limited.stop());

  it('of tokens is refused until the minute is over, with numbers to call; a server with the secret is not', async () => {
    const ask = (token?: string) => call(limited, 'tokens/generate', token === undefined ? {} : { token });
    for (let time = 0; time < 3; time += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(refused.error?.message).toContain('112');
    expect(refused.error?.message).toContain('116117');
    expect((await ask('guess')).status).toBe(429);
    expect((await ask(serverSecret)).status).toBe(200);
    limited.pass(61);
    expect((await ask()).status).toBe(200);
    await limited.stop();
  });

  it('of conversations is refused until the hour is over; one that is known is not counted', async () => {
    const tokens = [];
    for (let time = 0; time < 3; time += 1)
      tokens.push(given((await call(limited, 'tokens/generate')).token));
    const statuses = [];
    for (const token of [...tokens.slice(0, 2), ...tokens.slice(0, 2), ...tokens.slice(2)]) {
      statuses.push((await call(limited, 'conversations', { token })).status);
    }
    expect(statuses).toEqual([201, 201, 200, 200, 429]);
    await limited.stop();
  });
});

/** A token with the right claims, but without the server's key. */
function forged(alg: 'none' | 'HS256'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    conv: 'x',
    user: 'dl_x',
    origins: [],
    iss: 'palveluneuvoja',
    aud: 'conversation',
    exp: 4_000_000_000,
  };
  const head = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  const sign = alg === 'none' ? '' : createHmac('sha256', 'another key').update(head).digest('base64url');
  return `${head}.${sign}`;
}
