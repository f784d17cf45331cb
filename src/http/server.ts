/** Puts the HTTP server together: headers, health, Direct Line, pages, and one place where every fault ends. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express, type Router } from 'express';
import type { Settings } from '../settings.ts';
import { answerFaults, refuseUnknown } from './faults.ts';
import { secureHeaders } from './headers.ts';
import { type HealthParts, healthRoutes } from './health.ts';
import type { Log } from './log.ts';
import { offRoutes } from './off.ts';
import type { Origins } from './origin.ts';

/** A channel with sockets of its own. */
export interface SocketChannel {
  readonly routes: Router;
  /** Takes over an upgrade request when it is the channel's own; false leaves it to others. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Ends all sockets, so that clients come back to the next process. */
  close(): void;
}

export interface ServerParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'trustProxy' | 'serviceOn' | 'controller' | 'metricsKey'>;
  readonly origins: Origins;
  readonly directLine: SocketChannel;
  readonly health: Omit<HealthParts, 'isClosing' | 'metricsKey'>;
  /** Routers of the web part: the resident's page, adviser's and maintainer's pages. */
  readonly pages: readonly Router[];
  readonly log: Log;
}

export interface BuiltServer {
  readonly app: Express;
  /** Stands before the refusal of unknown paths: routes that come later (`/api/messages`) are put here. */
  readonly slot: Express;
  /** Lets sockets in; call it before `server.listen`. */
  attach(server: Server): void;
  /** From now on `/readyz` says 503, and all sockets are ended; call it before `server.close`. */
  close(): void;
}

export function buildServer(parts: ServerParts): BuiltServer {
  const { settings } = parts;
  let isClosing = false;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', settings.trustProxy);
  const slot = express();
  slot.disable('x-powered-by');
  slot.disable('etag');
  app.use(parts.health.metrics.count);
  app.use(...secureHeaders(parts.origins, { https: settings.publicUrl?.startsWith('https:') === true }));
  app.use(healthRoutes({ ...parts.health, metricsKey: settings.metricsKey, isClosing: () => isClosing }));
  if (!settings.serviceOn) app.use(offRoutes(contactOf(settings.controller)));
  app.use('/v3/directline', parts.directLine.routes);
  for (const page of parts.pages) app.use(page);
  app.use(slot);
  app.use(refuseUnknown);
  app.use(answerFaults(parts.log));
  return {
    app,
    slot,
    attach: (server) => attach(server, settings.serviceOn ? parts.directLine : null),
    close: () => {
      isClosing = true;
      parts.directLine.close();
    },
  };
}

/** Who helps with the service itself (PA-8). */
function contactOf(controller: Settings['controller']): string | null {
  return controller === null ? null : `${controller.name}: ${controller.contact}`;
}

function attach(server: Server, channel: SocketChannel | null): void {
  // A caller who sends its request a letter at a time must not hold a connection for long.
  server.headersTimeout = 15_000;
  server.requestTimeout = 30_000;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (channel?.upgrade(request, socket, head) === true) return;
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
