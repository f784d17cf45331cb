/** A load of whole triages through `POST /api/messages`, and what it took. */
import { Agent, request } from 'node:http';
import { percentile } from '../eval/tally.ts';

/** One free-text message, one municipality, five answers (contracts.md, Benchmarks). */
export const triage = ['mul on hammas tosi kipee', 'Kuopio', 'en tiedä', 'ei', 'kaksi päivää', '6', 'joo'];

export interface Load {
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

function post(agent: Agent, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/api/messages`,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** Runs `conversations` whole triages with `clients` at a time. Milliseconds per message. */
export async function runLoad(
  url: string,
  clients: number,
  conversations: number,
  name: string,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  let failed = 0;
  let next = 0;
  const began = performance.now();
  const client = async (): Promise<void> => {
    while (next < conversations) {
      const conversation = `${name}-${next}`;
      next += 1;
      for (const [at, text] of triage.entries()) {
        const body = JSON.stringify({
          type: 'message',
          id: `${conversation}-${at}`,
          timestamp: '2026-11-23T08:00:00.000Z',
          serviceUrl: 'http://127.0.0.1:9/',
          channelId: 'test',
          from: { id: `user-${conversation}` },
          recipient: { id: 'bot' },
          conversation: { id: conversation },
          locale: 'fi-FI',
          deliveryMode: 'expectReplies',
          text,
        });
        const sent = performance.now();
        if ((await post(agent, url, body)) !== 200) failed += 1;
        times.push(performance.now() - sent);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return {
    turnsPerSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    failed,
  };
}
