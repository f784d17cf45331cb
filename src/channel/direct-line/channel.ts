/** Direct Line 3.0, self-hosted: stock clients work against it with nothing but `domain` set. */
import { Router } from 'express';
import type { Converse } from '../../conversation/converse.ts';
import type { ConversationStore } from '../../conversation/ports.ts';
import type { Log } from '../../http/log.ts';
import type { Metrics } from '../../http/metrics.ts';
import type { Origins } from '../../http/origin.ts';
import type { Screen } from '../../http/screen.ts';
import type { SocketChannel } from '../../http/server.ts';
import type { Settings } from '../../settings.ts';
import { shareWithSites } from './access.ts';
import type { Hub } from './hub.ts';
import { createLimits } from './limits.ts';
import { messageRoutes } from './messages.ts';
import { sessionRoutes } from './sessions.ts';
import { createStream } from './stream.ts';
import { createTokens } from './tokens.ts';

export interface DirectLineParts {
  readonly settings: Pick<Settings, 'directLineSecret' | 'rates'>;
  readonly origins: Origins;
  readonly converse: Converse;
  readonly store: Pick<ConversationStore, 'load' | 'activitiesAfter'>;
  /** The same hub that the core's `onStored` publishes to. */
  readonly hub: Hub;
  /** From storage, so that tokens outlive a restart. */
  readonly signingKey: Uint8Array;
  /** True when a text of ordinary length holds signs of danger. */
  readonly screen: Screen;
  readonly now: () => Date;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds between signs of life on a socket; 20,000 when not given. */
  readonly keepAlive?: number;
}

/** Routes to mount at `/v3/directline`, and the sockets that belong to them. */
export function createDirectLine(parts: DirectLineParts): SocketChannel {
  const tokens = createTokens(parts.signingKey, parts.now);
  const limits = createLimits(parts.settings.rates, parts.now);
  const shared = { ...parts, tokens, limits };
  const stream = createStream(shared);
  const routes = Router();
  routes.use(shareWithSites(parts.origins));
  routes.use(sessionRoutes({ ...shared, secret: parts.settings.directLineSecret }));
  routes.use(messageRoutes(shared));
  return { routes, upgrade: stream.upgrade, close: stream.close };
}
