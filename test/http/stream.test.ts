/** The socket: everything arrives, in order and once, on every socket of a conversation. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begin, call, given, openSocket, partner, type Running, run, type Session, say } from './running.ts';

let server: Running;
let session: Session;
beforeEach(async () => {
  server = await run();
  session = await begin(server);
});
afterEach(() => server.stop());

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `viesti ${index}`);
const streamFrom = async (watermark: string): Promise<string> => {
  const path = `conversations/${session.id}?watermark=${watermark}`;
  return given((await call(server, path, { method: 'GET', token: session.token })).streamUrl);
};

describe('a socket', () => {
  it('replays from the start and goes on live', async () => {
    const socket = await openSocket(session.streamUrl);
    await socket.until(() => socket.texts.length === 1);
    await say(server, session, 'hammas');
    await socket.until(() => socket.texts.length === 3);
    expect(socket.texts).toEqual(['Hei!', 'hammas', 'Onko poski turvonnut?']);
    expect(socket.watermarks.at(-1)).toBe('3');
  });

  it('of several in a conversation gets everything, and none of another conversation', async () => {
    const other = await begin(server);
    const [first, second, third] = await Promise.all(
      [session, session, other].map((one) => openSocket(one.streamUrl)),
    );
    await say(server, session, 'minulle');
    await say(server, other, 'toiselle');
    for (const socket of [given(first), given(second), given(third)]) {
      await socket.until(() => socket.texts.length === 3);
    }
    expect(given(first).texts).toEqual(['Hei!', 'minulle', 'Onko poski turvonnut?']);
    expect(given(second).texts).toEqual(given(first).texts);
    expect(given(third).texts[1]).toBe('toiselle');
  });

  it('comes back with its watermark and misses nothing', async () => {
    const before = await openSocket(session.streamUrl);
    await before.until(() => before.texts.length === 1);
    before.close();
    await before.closed;
    await say(server, session, 'poissa ollessa');
    const after = await openSocket(await streamFrom(given(before.watermarks.at(-1))));
    await after.until(() => after.texts.length === 2);
    expect(after.texts).toEqual(['poissa ollessa', 'Onko poski turvonnut?']);
  });

  it('loses nothing that is stored between replay and live, and shows nothing twice', async () => {
    let reads = 0;
    server.core.beforeRead = () => {
      reads += 1;
      if (reads <= 3) for (const part of ['a', 'b']) server.core.say(session.id, `väliin ${reads}${part}`);
    };
    const socket = await openSocket(session.streamUrl);
    await socket.until(() => socket.texts.includes('väliin 3b'));
    server.core.say(session.id, 'loppu');
    await socket.until(() => socket.texts.includes('loppu'));
    expect(socket.texts).toEqual([
      'Hei!',
      ...[1, 2, 3].flatMap((read) => [`väliin ${read}a`, `väliin ${read}b`]),
      'loppu',
    ]);
  });

  it('fetches what it was not told of when the next thing comes', async () => {
    const socket = await openSocket(session.streamUrl);
    await socket.until(() => socket.texts.length === 1);
    server.core.say(session.id, 'hiljainen', false);
    server.core.say(session.id, 'kerrottu');
    await socket.until(() => socket.texts.length === 3);
    server.hub.publish(session.id, []);
    server.core.say(session.id, 'viimeinen');
    await socket.until(() => socket.texts.includes('viimeinen'));
    expect(socket.texts).toEqual(['Hei!', 'hiljainen', 'kerrottu', 'viimeinen']);
  });

  it('gets a long conversation whole and in order', async () => {
    for (const text of numbered(700)) server.core.say(session.id, text);
    const socket = await openSocket(session.streamUrl);
    await socket.until(() => socket.texts.length >= 701);
    expect(socket.texts).toEqual(['Hei!', ...numbered(700)]);
  });

  it('shows a danger notice that could not be stored, and keeps its place', async () => {
    const socket = await openSocket(session.streamUrl);
    await socket.until(() => socket.texts.length === 1);
    server.core.disk = 'full';
    await say(server, session, 'vauva ei hengitä');
    await socket.until(() => socket.texts.includes('Soita 112'));
    expect(socket.watermarks.at(-1)).toBe('1');
    server.core.disk = 'works';
    await say(server, session, 'hammas');
    await socket.until(() => socket.texts.includes('hammas'));
    expect(socket.watermarks.at(-1)).toBe('3');
  });

  it('is told that it lives by empty frames', async () => {
    await server.stop();
    server = await run({ keepAlive: 20 });
    const socket = await openSocket((await begin(server)).streamUrl);
    await socket.until(() => socket.empty.count >= 3);
  });

  it('is closed when storage cannot be read, so that the client comes back', async () => {
    server.core.beforeRead = () => {
      throw new Error('broken');
    };
    expect(await (await openSocket(session.streamUrl)).closed).toBe(1011);
  });

  it('is told of a restart', async () => {
    const socket = await openSocket(session.streamUrl);
    server.built.close();
    expect(await socket.closed).toBe(1012);
  });

  it('is let go when it says more than a sign of life', async () => {
    const { WebSocket } = await import('ws');
    const loud = new WebSocket(session.streamUrl);
    const closed = new Promise((resolve) => loud.once('close', resolve));
    loud.once('open', () => loud.send('x'.repeat(10_000)));
    expect(await closed).toBe(1009);
    expect((await say(server, session, 'hei')).status).toBe(200);
  });
});

const move = (url: URL, path: string): void => {
  url.pathname = path;
};

describe('a socket is refused', () => {
  it.each([
    ['without a token', (url: URL) => url.searchParams.delete('t'), 403],
    ['with a forged token', (url: URL) => url.searchParams.set('t', 'a.b.c'), 403],
    ['with a watermark that is none', (url: URL) => url.searchParams.set('watermark', 'x'), 400],
    [
      'for a conversation that is none',
      (url: URL) => move(url, url.pathname.replace(session.id, 'nobody')),
      404,
    ],
    ['at another path', (url: URL) => move(url, '/elsewhere'), 404],
  ])('%s', async (_name, spoil, status) => {
    const url = new URL(session.streamUrl);
    spoil(url);
    await expect(openSocket(url.href)).rejects.toThrow(`refused ${status}`);
  });

  it('for the conversation of somebody else', async () => {
    const other = await begin(server);
    await expect(openSocket(session.streamUrl.replace(session.id, other.id))).rejects.toThrow('refused 403');
  });

  it('from another site than its token, and from a page that hides its site', async () => {
    const bound = await begin(server, { origin: partner });
    await expect(openSocket(bound.streamUrl)).rejects.toThrow('refused 403');
    await expect(openSocket(bound.streamUrl, server.base)).rejects.toThrow('refused 403');
    await expect(openSocket(session.streamUrl, 'https://evil.example')).rejects.toThrow('refused 403');
    (await openSocket(bound.streamUrl, partner)).close();
  });

  it('when its address is old, but not with a token that still holds', async () => {
    server.pass(301);
    await expect(openSocket(session.streamUrl)).rejects.toThrow('refused 403');
    const url = new URL(session.streamUrl);
    url.searchParams.set('t', session.token);
    (await openSocket(url.href)).close();
  });

  it('beyond eight of a conversation', async () => {
    const sockets = [];
    for (let count = 0; count < 8; count += 1) sockets.push(await openSocket(session.streamUrl));
    await expect(openSocket(session.streamUrl)).rejects.toThrow('refused 429');
    const [first] = sockets;
    first?.close();
    await first?.closed;
  });
});
