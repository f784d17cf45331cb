/** kill -9 in mid-conversation: what was acknowledged is there once, what was not can be sent again. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { freshFolder, type Running, startServer } from '../support/server.ts';

const rounds = 20;
const people = 6;

interface Session {
  readonly id: string;
  token: string;
  /** Client ids whose answer came. */
  readonly acknowledged: string[];
  /** Client ids that were sent and never answered. */
  readonly open: { readonly clientId: string; readonly text: string }[];
  count: number;
}

interface WireActivity {
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly role: string };
  readonly channelData?: { readonly clientActivityID?: string };
}

async function json<T>(url: string, init: RequestInit): Promise<{ status: number; body: T }> {
  const answer = await fetch(url, {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
  const body: T = await answer.json();
  return { status: answer.status, body };
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

async function begin(url: string): Promise<Session> {
  const made = await json<{ token: string }>(`${url}/v3/directline/tokens/generate`, {
    method: 'POST',
    body: '{}',
  });
  const started = await json<{ conversationId: string; token: string }>(
    `${url}/v3/directline/conversations`,
    {
      method: 'POST',
      headers: bearer(made.body.token),
      body: '{}',
    },
  );
  return { id: started.body.conversationId, token: started.body.token, acknowledged: [], open: [], count: 0 };
}

const lines = ['mul on hammas tosi kipee', 'Kuopio', 'kyllä', 'en tiedä', 'kolme päivää', 'takaisin', 'ei'];

async function post(url: string, session: Session, clientId: string, text: string): Promise<boolean> {
  try {
    const answer = await json<{ id?: string }>(
      `${url}/v3/directline/conversations/${session.id}/activities`,
      {
        method: 'POST',
        headers: bearer(session.token),
        body: JSON.stringify({
          type: 'message',
          text,
          from: { id: 'x' },
          channelData: { clientActivityID: clientId },
        }),
      },
    );
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Talks until the server is gone. */
async function chatter(url: string, session: Session, alive: () => boolean): Promise<void> {
  while (alive()) {
    const clientId = `${session.id}-${session.count}`;
    const text = lines[session.count % lines.length] ?? '';
    session.count += 1;
    if (await post(url, session, clientId, text)) session.acknowledged.push(clientId);
    else {
      session.open.push({ clientId, text });
      return;
    }
  }
}

async function history(url: string, session: Session): Promise<readonly WireActivity[]> {
  const all: WireActivity[] = [];
  for (let watermark = ''; ; ) {
    const page = await json<{ activities: WireActivity[]; watermark: string }>(
      `${url}/v3/directline/conversations/${session.id}/activities?watermark=${watermark}`,
      { headers: bearer(session.token) },
    );
    expect(page.status).toBe(200);
    if (page.body.activities.length === 0) return all;
    all.push(...page.body.activities);
    watermark = page.body.watermark;
  }
}

describe('a crash', () => {
  const folder = freshFolder();
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`${rounds} times kill -9 in mid-conversation: nothing acknowledged is lost, nothing is doubled`, async () => {
    let sessions: Session[] = [];
    let acknowledged = 0;
    for (let round = 0; round < rounds; round += 1) {
      const server: Running = await startServer(folder);
      for (const session of sessions) {
        for (const { clientId, text } of session.open.splice(0)) {
          expect(await post(server.url, session, clientId, text)).toBe(true);
          session.acknowledged.push(clientId);
        }
        const seen = await history(server.url, session);
        const mine = seen
          .map((activity) => activity.channelData?.clientActivityID)
          .filter((id) => id !== undefined);
        expect(mine).toEqual(session.acknowledged);
        expect(new Set(seen.map((activity) => activity.id)).size).toBe(seen.length);
        const last = seen.at(-1);
        expect(last?.from.role, 'every message has its answer').toBe('bot');
      }
      sessions = await Promise.all(Array.from({ length: people }, () => begin(server.url)));
      let alive = true;
      const talking = sessions.map((session) => chatter(server.url, session, () => alive));
      // The moment of death is set by what has been answered, not by a clock: 5, 12, 19 … answers.
      const enough = 5 + ((round * 7) % 40);
      await untilAnswers(sessions, enough);
      await server.end('SIGKILL');
      alive = false;
      await Promise.all(talking);
      acknowledged += sessions.reduce((sum, session) => sum + session.acknowledged.length, 0);
    }
    expect(acknowledged).toBeGreaterThan(rounds * 5);
  });
});

/** Resolves once the sessions together have this many answers. */
function untilAnswers(sessions: readonly Session[], enough: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const answers = sessions.reduce((sum, session) => sum + session.acknowledged.length, 0);
      if (answers >= enough) resolve();
      else setImmediate(look);
    };
    look();
  });
}
