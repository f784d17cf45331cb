/** Who is not the channel gets in nowhere (SE-1, SE-2). */
import { request as plainRequest } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeIssuer, startIssuer, type TokenChoices } from './fake-issuer.ts';
import { activity, cloudOf, post, type Running, run, texts, withAppId } from './running.ts';

describe('with an app id', () => {
  let issuer: FakeIssuer;
  let running: Running;
  beforeAll(async () => {
    // The SDK writes the reasons of refusals to the console.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    issuer = await startIssuer();
    running = await run({ issuer, environment: withAppId });
  });
  afterAll(async () => {
    await running.stop();
    await issuer.stop();
    vi.restoreAllMocks();
  });
  beforeEach(() => void running.core.received.splice(0));

  const withToken = async (choices: TokenChoices = {}): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await issuer.token(choices)}`,
  });

  it('answers the channel', async () => {
    const answer = await post(running, activity(), await withToken());
    expect(answer.status).toBe(200);
    expect(texts(answer)).toEqual(['Onko poski turvonnut?']);
  });

  const badTokens: readonly (readonly [string, TokenChoices])[] = [
    ['another issuer', { issuer: 'https://evil.example' }],
    ['the issuer of user tokens', { issuer: 'https://sts.windows.net/home-tenant/' }],
    ['another audience', { audience: 'another-bot' }],
    ['an expired token', { secondsLeft: -3600 }],
    ['a token that never expires', { secondsLeft: null }],
    ['a wrong key under a known id', { key: 'stolen-id' }],
    ['an unknown key', { key: 'unknown-id' }],
    ['a key that is not endorsed for the channel', { key: 'other-channel' }],
    ['a token for another service address', { serviceUrl: 'https://other.botframework.com/' }],
  ];
  it.each(badTokens)('refuses %s, and nothing is processed', async (_name, choices) => {
    const answer = await post(running, activity({ id: 'bad' }), await withToken(choices));
    expect(answer.status).toBe(401);
    expect(answer.error?.message).toContain('112');
    expect(running.core.received).toEqual([]);
  });

  it.each([
    ['no token', {}],
    ['an empty token', { authorization: 'Bearer ' }],
    ['a basic login', { authorization: 'Basic dXNlcjp3b3Jk' }],
    ['no token at all but words', { authorization: 'Bearer not.a.token' }],
  ])('refuses %s, and nothing is processed', async (_name, headers) => {
    expect((await post(running, activity({ id: 'bad' }), headers)).status).toBe(401);
    expect(running.core.received).toEqual([]);
  });

  it('refuses the algorithm "none"', async () => {
    const answer = await post(running, activity(), { authorization: `Bearer ${issuer.unsigned()}` });
    expect(answer.status).toBe(401);
    expect(running.core.received).toEqual([]);
  });

  it.each([
    ['no service address, which would skip its check', { serviceUrl: undefined }],
    ['an empty service address', { serviceUrl: '' }],
    ['the App Service extension, which has other issuers', { channelId: 'AseChannel' }],
  ])('refuses %s', async (_name, more) => {
    expect((await post(running, activity(more), await withToken())).status).toBe(401);
    expect(running.core.received).toEqual([]);
  });

  it('does not read a large body of somebody unknown for danger', async () => {
    const text = `ei hengitä ${'a'.repeat(70_000)}`;
    const stranger = await post(running, activity({ text }), await withToken({ key: 'stolen-id' }));
    expect(stranger.status).toBe(401);
    const channel = await post(running, activity({ text }), await withToken());
    expect(channel.status).toBe(413);
    expect(channel.raw).toContain('"danger":true');
    expect(running.core.received).toEqual([]);
  });

  it('asks the channel to come back when its keys cannot be fetched', async () => {
    const cloud = { ...cloudOf(issuer), ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/none' };
    const cut = await run({ issuer, environment: withAppId, parts: { identification: { cloud } } });
    const answer = await post(cut, activity(), await withToken());
    expect(answer.status).toBe(503);
    expect(cut.core.received).toEqual([]);
    await cut.stop();
  });

  it('tells the caller nothing of the reason', async () => {
    const answer = await post(running, activity(), await withToken({ audience: 'another-bot' }));
    expect(answer.raw).not.toMatch(/another-bot|AppId|at .*\.js|audience/i);
  });
});

describe('without an app id', () => {
  let running: Running;
  beforeAll(async () => {
    running = await run();
  });
  afterAll(() => running.stop());
  beforeEach(() => void running.core.received.splice(0));

  it('answers this machine, even with a token nobody can check', async () => {
    expect((await post(running, activity(), { authorization: 'Bearer junk' })).status).toBe(200);
    expect(running.core.received).toHaveLength(1);
  });

  it.each([
    ['a forwarded request', { forwarded: 'for=192.0.2.1' }],
    ['a proxy', { 'x-forwarded-for': '192.0.2.1' }],
    ['a proxy that names the protocol', { 'x-forwarded-proto': 'https' }],
  ])('refuses %s', async (_name, headers) => {
    const answer = await post(running, activity(), headers);
    expect(answer.status).toBe(403);
    expect(answer.error?.message).toContain('112');
    expect(running.core.received).toEqual([]);
  });

  it('refuses another Host: a rebound name makes a browser speak to this machine', async () => {
    expect(await statusWithHost(running.url, 'palvelu.example')).toBe(403);
    expect(running.core.received).toEqual([]);
  });

  it('is not mounted in production', async () => {
    const production = await run({ environment: { NODE_ENV: 'production' } });
    expect((await post(production, activity())).status).toBe(404);
    await production.stop();
  });

  it('takes nobody for a professional, whatever tenant is named', async () => {
    await post(running, activity({ channelId: 'msteams', channelData: { tenant: { id: 'home-tenant' } } }));
    expect(running.core.received.map(({ role }) => role)).toEqual(['resident']);
  });
});

/** fetch sets its own Host; a plain request says what it is told. */
function statusWithHost(url: string, host: string): Promise<number> {
  const body = JSON.stringify(activity());
  return new Promise((resolve, reject) => {
    const call = plainRequest(
      url,
      { method: 'POST', headers: { host, 'content-type': 'application/json' } },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
