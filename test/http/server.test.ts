/** The server around the channel: headers, health, the off switch, and errors that tell nothing but whom to call. */
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, metricsKey, openSocket, partner, type Running, run } from './running.ts';

let server: Running;
beforeEach(async () => {
  server = await run();
});
afterEach(() => server.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${server.base}${path}`, { headers });
const restart = async (environment: Readonly<Record<string, string>>): Promise<void> => {
  await server.stop();
  server = await run({ environment });
};

describe('headers (SE-6)', () => {
  const everywhere: readonly (readonly [string, string])[] = [
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cache-control', 'no-store'],
  ];

  it.each(['/', '/healthz', '/readyz', '/metrics', '/nowhere', '/broken', '/v3/directline/conversations/x'])(
    'stand on %s',
    async (path) => {
      const { headers } = await get(path);
      for (const [name, value] of everywhere) expect([name, headers.get(name)]).toEqual([name, value]);
      expect(headers.get('x-powered-by')).toBeNull();
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`frame-ancestors 'self' ${partner}`);
      expect(policy).not.toContain('unsafe');
    },
  );

  it('carry a fresh nonce in every answer', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => (await get('/')).headers.get('content-security-policy')),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('promise https only when the outside reaches us by https', async () => {
    expect((await get('/')).headers.get('strict-transport-security')).toBeNull();
    await restart({ PUBLIC_URL: 'http://neuvo.example.fi' });
    expect((await get('/')).headers.get('strict-transport-security')).toBeNull();
    await restart({ PUBLIC_URL: 'https://neuvo.example.fi' });
    expect((await get('/')).headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('let other sites load the embed script, and nothing else', async () => {
    expect((await get('/embed.js')).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await get('/')).headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('stand, whatever host the caller names', async () => {
    for (const host of ['evil.example; script-src *', 'a,b', '']) {
      expect([host, await statusWithHost(host, '/')]).toEqual([host, 200]);
    }
  });

  it('forbid framing altogether elsewhere when no site is allowed', async () => {
    await restart({ ALLOWED_ORIGINS: '' });
    const { headers } = await get('/');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/);
  });
});

describe('the address of the socket', () => {
  const streamUrl = async (headers = {}): Promise<string | undefined> => {
    const { token = '' } = await call(server, 'tokens/generate', { headers });
    return (await call(server, 'conversations', { token, headers })).streamUrl;
  };

  it('is the one the client called', async () => {
    expect(await streamUrl()).toContain(server.base.replace('http', 'ws'));
  });

  it('is the public one when there is one', async () => {
    await restart({ PUBLIC_URL: 'https://neuvo.example.fi/' });
    expect(await streamUrl()).toContain('wss://neuvo.example.fi/v3/directline/');
  });

  it('believes a proxy only when told to', async () => {
    const forwarded = { 'x-forwarded-host': 'neuvo.example.fi', 'x-forwarded-proto': 'https' };
    expect(await streamUrl(forwarded)).toContain('ws://127.0.0.1');
    await restart({ TRUST_PROXY: 'loopback' });
    expect(await streamUrl(forwarded)).toContain('wss://neuvo.example.fi/');
  });
});

describe('health', () => {
  const ready = async (headers = {}): Promise<readonly [number, Record<string, unknown>]> => {
    const answer = await get('/readyz', headers);
    const body: unknown = await answer.json();
    return [answer.status, Object.fromEntries(Object.entries(body ?? {}))];
  };

  it('lives as long as the process', async () => {
    server.storage.healthy = async () => false;
    expect((await get('/healthz')).status).toBe(200);
  });

  it('is ready when content is loaded and storage answers', async () => {
    expect(await ready()).toMatchObject([200, { status: 'ready', content: 'ok', storage: 'ok' }]);
  });

  it('is ready with stale content, and says so', async () => {
    server.content.state = { state: 'stale', version: 'v1', faults: ['dialogs/x.yaml:1:1 yaml/syntax: …'] };
    expect(await ready()).toMatchObject([
      200,
      { content: 'stale', reasons: [expect.stringContaining('x.yaml')] },
    ]);
  });

  it.each([
    ['refuses', async () => false],
    ['throws', () => Promise.reject(new Error('secret words'))],
    ['never answers', () => new Promise<boolean>(() => undefined)],
  ])('is not ready when storage %s', async (_name, healthy) => {
    server.storage.healthy = healthy;
    const [status, body] = await ready();
    expect([status, body.storage]).toEqual([503, 'failing']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is not ready without content, nor when closing', async () => {
    server.content.state = { state: 'none', version: null, faults: [] };
    expect((await ready())[0]).toBe(503);
    server.content.state = { state: 'ok', version: 'v1', faults: [] };
    server.built.close();
    expect((await ready())[0]).toBe(503);
  });

  it.each([
    ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['through another proxy', { forwarded: 'for=127.0.0.1' }],
    ['with a wrong key', { 'x-forwarded-for': '10.0.0.1', authorization: 'Bearer nonsense' }],
  ])('keeps its reasons and figures from whoever comes %s', async (_name, headers) => {
    const [status, body] = await ready(headers);
    expect([status, Object.keys(body).sort()]).toEqual([200, ['content', 'status', 'storage']]);
    expect((await get('/metrics', headers)).status).toBe(403);
  });

  it('keeps them from a name that was rebound to this machine', async () => {
    expect(await statusWithHost('evil.example')).toBe(403);
    expect(await statusWithHost('localhost')).toBe(200);
  });

  it('shows them to whoever knows the key', async () => {
    const headers = { 'x-forwarded-for': '10.0.0.1', authorization: `Bearer ${metricsKey}` };
    expect((await ready(headers))[1]).toHaveProperty('reasons');
    expect((await get('/metrics', headers)).status).toBe(200);
  });

  it('counts by route, never by id', async () => {
    await get('/v3/directline/conversations/secret-id/activities');
    const text = await (await get('/metrics')).text();
    expect(text).toContain('route="/v3/directline/conversations/:id/activities"');
    expect(text).not.toContain('secret-id');
  });
});

describe('the off switch (PA-8)', () => {
  beforeEach(() =>
    restart({
      SERVICE: 'off',
      COUNTY: '11',
      CONTROLLER_NAME: 'Alue <b>',
      CONTROLLER_CONTACT: 'neuvonta@alue.example',
      QUALITY_PERSON: 'Nimi',
    }),
  );

  it('shows whom to call, in three languages', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(200);
    const page = await answer.text();
    for (const number of ['tel:112', 'tel:116117', 'tel:0800147111', 'tel:0925250111', 'tel:080005005']) {
      expect(page).toContain(number);
    }
    for (const lang of ['fi', 'sv', 'en']) expect(page).toContain(`<section lang="${lang}">`);
    expect(page).toContain('Alue &lt;b&gt;: neuvonta@alue.example');
    expect(page).not.toContain('<script');
  });

  it('refuses everything else with numbers to call', async () => {
    const answer = await call(server, 'tokens/generate');
    expect(answer.status).toBe(503);
    expect(answer.error?.message).toContain('116117');
    expect((await get('/embed.js')).status).toBe(503);
    const url = `${server.base.replace('http', 'ws')}/v3/directline/conversations/x/stream`;
    await expect(openSocket(url)).rejects.toThrow('refused 404');
  });

  it('leaves health to whoever runs the service', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
  });
});

describe('an error (SE-9)', () => {
  it('tells a person whom to call, and nothing of itself', async () => {
    for (const [path, status] of [
      ['/broken', 500],
      ['/nowhere', 404],
    ] as const) {
      const answer = await get(path, { accept: 'text/html' });
      const page = await answer.text();
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        'text/html; charset=utf-8',
      ]);
      for (const part of ['112', '116117', 'lang="fi"', 'lang="sv"', 'lang="en"'])
        expect(page).toContain(part);
      expect(page).not.toMatch(/secret words|node_modules|\.ts:/);
    }
    expect(server.logged.join()).not.toContain('secret words');
    expect(server.logged.join()).toContain('request-failed');
  });

  it('tells a program a code, and whom to call', async () => {
    const answer = await get('/nowhere');
    expect(await answer.json()).toMatchObject({
      error: { code: 'NotFound', message: expect.stringContaining('112') },
    });
  });
});

describe('routes that come later', () => {
  it('stand before the refusal of unknown paths', async () => {
    expect((await get('/api/messages')).status).toBe(404);
    server.built.slot.get('/api/messages', (_request, response) => void response.send('here'));
    const answer = await get('/api/messages');
    expect([answer.status, answer.headers.get('x-powered-by')]).toEqual([200, null]);
  });
});

/** Status of a request that names another host; fetch does not let us. */
function statusWithHost(host: string, path = '/metrics'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.base}${path}`, { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once('error', reject);
    asked.end();
  });
}
