/** The real program dies or is stopped while a connector does not take its answers: the next start sends them. */
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FakeConnector, startConnector } from '../bot-framework/fake-connector.ts';
import { activity } from '../bot-framework/running.ts';
import { freshFolder, type Running, startServer } from '../support/server.ts';

let connector: FakeConnector;
let folder: string;
beforeEach(async () => {
  connector = await startConnector();
  folder = freshFolder();
});
afterEach(async () => {
  await connector.stop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (): Promise<Running> => startServer(folder, { BOT_SERVICE_HOSTS: connector.host });

/** Says something, as soon as the endpoint is there: it is mounted after the page. */
async function say(server: Running): Promise<number> {
  const body = activity({ deliveryMode: undefined, serviceUrl: connector.url });
  for (;;) {
    const answer = await fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status !== 404) return answer.status;
  }
}

it('kill -9 between storing and sending: the next start sends each answer once', async () => {
  const first = await start();
  connector.refuseAll = 403;
  expect(await say(first)).toBe(200);
  await first.end('SIGKILL');
  connector.refuseAll = null;
  const second = await start();
  await connector.until(1);
  await second.end('SIGTERM');
  const third = await start();
  // Sent again, the activity brings no second answer.
  expect(await say(third)).toBe(200);
  expect(await third.end('SIGTERM')).toBe(0);
  const texts = connector.texts();
  expect(texts.length).toBeGreaterThan(0);
  expect(new Set(texts).size).toBe(texts.length);
});

it('SIGTERM while a connector never answers: ends cleanly within five seconds, and loses nothing', async () => {
  const first = await start();
  connector.refuseNext = 'no-answer';
  const asked = connector.unanswered();
  const status = say(first);
  await asked;
  const began = Date.now();
  expect(await first.end('SIGTERM')).toBe(0);
  expect(Date.now() - began).toBeLessThan(5000);
  expect(await status).toBe(200);
  const second = await start();
  await connector.until(1);
  await second.end('SIGTERM');
  expect(connector.texts().length).toBeGreaterThan(0);
});
