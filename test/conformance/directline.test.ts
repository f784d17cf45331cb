/** The stock Direct Line client in Node drives a whole triage against our server. */

import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, type Running, startServer } from '../support/server.ts';

interface Activity {
  readonly id?: string;
  readonly type: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly role?: string };
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly palveluneuvoja?: {
      readonly kind: string;
      readonly flow: string | null;
      readonly services: readonly string[];
    };
  };
}
interface Stream<T> {
  subscribe(next: (value: T) => void, failed?: (problem: unknown) => void): { unsubscribe(): void };
}
interface Client {
  readonly activity$: Stream<Activity>;
  readonly connectionStatus$: Stream<number>;
  postActivity(activity: object): Stream<string>;
  end(): void;
}

describe('stock botframework-directlinejs', () => {
  const folder = freshFolder();
  let server: Running;
  let DirectLine: new (options: object) => Client;

  beforeAll(async () => {
    const require = createRequire(join(import.meta.dirname, 'client/package.json'));
    Object.assign(globalThis, { XMLHttpRequest: require('xhr2'), WebSocket: require('ws') });
    DirectLine = require('botframework-directlinejs').DirectLine;
    server = await startServer(folder);
  });
  afterAll(async () => {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  async function token(): Promise<string> {
    const answer = await fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST' });
    const body: { token: string } = await answer.json();
    return body.token;
  }

  it.each([true, false])('leads through a whole triage (WebSocket: %s)', async (webSocket) => {
    const client = new DirectLine({
      token: await token(),
      domain: `${server.url}/v3/directline`,
      webSocket,
      pollingInterval: 200,
    });
    // The client tells its listeners of its own end as an error.
    const ended = (): void => undefined;
    const seen: Activity[] = [];
    const waiting: { done: (activity: Activity) => void; wants: (activity: Activity) => boolean }[] = [];
    const next = (wants: (activity: Activity) => boolean): Promise<Activity> =>
      new Promise((done) => {
        const known = seen.find(wants);
        if (known === undefined) waiting.push({ done, wants });
        else done(known);
      });
    client.connectionStatus$.subscribe(ended, ended);
    client.activity$.subscribe((activity) => {
      seen.push(activity);
      for (const each of waiting.splice(0)) {
        if (each.wants(activity)) each.done(activity);
        else waiting.push(each);
      }
    }, ended);
    const post = (text: string): Promise<string> =>
      new Promise((done, failed) => {
        client
          .postActivity({
            type: 'message',
            text,
            from: { id: 'user' },
            channelData: { clientActivityID: text },
          })
          .subscribe(done, failed);
      });

    await next((activity) => activity.from.role === 'bot');
    const id = await post('mul on hammas tosi kipee');
    expect(id).not.toBe('retry');
    const question = await next((activity) => activity.channelData?.palveluneuvoja?.kind === 'triage');
    expect(question.channelData?.palveluneuvoja?.flow).toBe('toothache');
    for (
      let answers = 0;
      answers < 6 && !seen.some((activity) => activity.channelData?.palveluneuvoja?.kind === 'guidance');
      answers += 1
    ) {
      const before = seen.length;
      await post('en tiedä');
      await next((activity) => seen.indexOf(activity) >= before && activity.from.role === 'bot');
    }
    const guidance = await next((activity) => activity.channelData?.palveluneuvoja?.kind === 'guidance');
    expect(guidance.channelData?.palveluneuvoja?.services.length).toBeGreaterThan(0);
    const mine = await next((activity) => activity.id === id);
    expect(mine.text).toBe('mul on hammas tosi kipee');
    expect(mine.channelData?.clientActivityID, 'the echo keeps the client id').toBeDefined();
    const ids = seen.map((activity) => activity.id);
    expect(new Set(ids).size, 'no activity comes twice').toBe(ids.length);
    client.end();
  });
});
