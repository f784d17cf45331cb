/** The real server with a small scripted content, in this process: it can be restarted, made deaf, and moved in time. */
import { createServer, type Server } from 'node:http';
import { createDirectLine } from '../../src/channel/direct-line/channel.ts';
import { createHub } from '../../src/channel/direct-line/hub.ts';
import type { Content } from '../../src/content/content.ts';
import { createConverse } from '../../src/conversation/converse.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createOrigins } from '../../src/http/origin.ts';
import { type BuiltServer, buildServer } from '../../src/http/server.ts';
import { readSettings } from '../../src/settings.ts';
import { openStorage } from '../../src/storage/storage.ts';
import { adviserRoutes, maintainerRoutes } from '../../src/web/adviser.ts';
import { type PageRouteOptions, pageRoutes } from '../../src/web/routes.ts';
import { stageContent } from './stage-content.ts';

export interface Stage {
  readonly url: string;
  /** Moves the server's clock. */
  pass(seconds: number): void;
  /** No socket is let in while true. */
  deaf: boolean;
  /** Every message is refused by the disk while true. */
  diskFull: boolean;
  /** Ends the server as a crash would and leaves the port free. */
  down(): Promise<void>;
  /** Starts it again on the same port over the same storage. */
  up(): Promise<void>;
  /** Texts of the person's messages as they are stored. */
  said(): Promise<readonly string[]>;
  /** How many audit rows there are for opened cases. */
  readonly opened: string[];
  stop(): Promise<void>;
}

export const adviserKey = 'liisan-avain-joka-on-pitka';
export const secondKey = 'matin-avain-joka-on-pitka';
export const maintainerKey = 'yllapitajan-avain-pitka';

export interface StageOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly page?: Partial<PageRouteOptions>;
  readonly content?: Content;
}

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const settings = readSettings({
    RATE_TOKENS_PER_MINUTE: '10000',
    RATE_MESSAGES_PER_MINUTE: '10000',
    RATE_CONVERSATIONS_PER_HOUR: '10000',
    ADVISER_KEYS: `Liisa:${adviserKey},Matti:${secondKey}`,
    MAINTAINER_KEYS: `Yrjö:${maintainerKey}`,
    ...options.environment,
  });
  const storage = openStorage({ folder: null });
  const content = options.content ?? stageContent();
  const signingKey = await storage.signingKey('sessions');
  const conversations = new Set<string>();
  let ahead = 0;
  let server: Server | null = null;
  let built: BuiltServer | null = null;
  let port = 0;
  const now = (): Date => new Date(Date.now() + ahead);

  const stage: Stage = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    deaf: false,
    diskFull: false,
    opened: [],
    pass: (seconds) => {
      ahead += seconds * 1000;
    },
    down: async () => {
      const ending = server;
      built?.close();
      ending?.closeAllConnections();
      await new Promise((resolve) => (ending === null ? resolve(null) : ending.close(resolve)));
      server = null;
    },
    up: async () => {
      built = build();
      const starting = createServer(built.app);
      built.attach(starting);
      await new Promise<void>((resolve) => starting.listen(port, '127.0.0.1', resolve));
      const address = starting.address();
      port = typeof address === 'object' && address !== null ? address.port : port;
      server = starting;
    },
    said: async () => {
      const all = await Promise.all([...conversations].map((id) => storage.activitiesAfter(id, 0)));
      return all.flat().flatMap(({ from, text }) => (from === 'user' ? [text] : []));
    },
    stop: async () => {
      await stage.down();
      await storage.close();
    },
  };

  function build(): BuiltServer {
    const hub = createHub();
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const origins = createOrigins(settings);
    const metrics = createMetrics({ process: false });
    const store = {
      ...storage,
      commitTurn: (turn: Parameters<typeof storage.commitTurn>[0]) => {
        conversations.add(turn.conversation);
        return stage.diskFull && turn.key !== null
          ? Promise.reject(new Error('disk full'))
          : storage.commitTurn(turn);
      },
    };
    const converse = createConverse({
      content: () => content,
      store,
      now,
      controller: settings.controller?.name ?? null,
      queues: () => content.queues,
      onStored: hub.publish,
    });
    const screen = (text: string): boolean => content.understanding.danger(text) !== null;
    const directLine = createDirectLine({
      settings,
      origins,
      converse,
      store,
      hub,
      signingKey,
      screen,
      now,
      log,
      metrics,
    });
    const cases = {
      ...storage,
      readCase: (...given: Parameters<typeof storage.readCase>) => {
        stage.opened.push(`${given[1]}: ${given[2]}`);
        return storage.readCase(...given);
      },
    };
    return buildServer({
      settings,
      origins,
      directLine: {
        ...directLine,
        upgrade: (request, socket, head) => !stage.deaf && directLine.upgrade(request, socket, head),
      },
      health: {
        content: () => ({ state: 'ok', version: '1', faults: [] }),
        storageHealthy: storage.healthy,
        metrics,
      },
      pages: [
        pageRoutes({ evaluation: true, controller: null, chatDays: settings.chatDays, ...options.page }),
        adviserRoutes({
          cases,
          keys: settings.adviserKeys,
          signingKey,
          now,
          content: () => content,
          secure: false,
        }),
        maintainerRoutes({
          keys: settings.maintainerKeys,
          signingKey,
          now,
          status: () => ({
            state: 'stale',
            version: 'abc123',
            faults: ['dialogs/x.yaml:1:1: shape/missing: <b>puuttuu</b>'],
          }),
          secure: false,
        }),
      ],
      log,
    });
  }

  await stage.up();
  return stage;
}
