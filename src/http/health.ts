/** `/healthz`, `/readyz` and `/metrics`: for whoever runs the service, on and off. */
import { type Request, Router } from 'express';
import { bearerOf, isFromHere, isSameSecret } from './loopback.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './refusal.ts';

export interface ContentState {
  /** `stale`: files on disk are faulty and the last good version serves. */
  readonly state: 'ok' | 'stale' | 'none';
  readonly version: string | null;
  /** A line per fault; shown to insiders only. */
  readonly faults: readonly string[];
}

export interface HealthParts {
  readonly content: () => ContentState;
  /** True when storage reads and writes. */
  readonly storageHealthy: () => Promise<boolean>;
  /** True once the server is closing and wants no new visitors. */
  readonly isClosing: () => boolean;
  readonly metrics: Metrics;
  readonly metricsKey: string | null;
  /** Milliseconds storage may take to answer; 2,000 when not given. */
  readonly patience?: number;
}

/** Most faults listed in `/readyz`. */
const mostReasons = 50;

export function healthRoutes(parts: HealthParts): Router {
  const routes = Router();
  const storageAnswers = oncePerMoment(() => answersInTime(parts.storageHealthy, parts.patience ?? 2000));
  routes.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  routes.get('/readyz', async (request, response) => {
    const storage = await storageAnswers();
    const content = parts.content();
    const isReady = storage && content.state !== 'none' && !parts.isClosing();
    response.status(isReady ? 200 : 503).json({
      status: isReady ? 'ready' : 'not-ready',
      content: content.state,
      storage: storage ? 'ok' : 'failing',
      ...(isInsider(request, parts.metricsKey)
        ? {
            version: content.version,
            closing: parts.isClosing(),
            reasons: content.faults.slice(0, mostReasons),
          }
        : {}),
    });
  });
  routes.get('/metrics', async (request, response) => {
    if (!isInsider(request, parts.metricsKey)) throw new Refusal('forbidden');
    response.setHeader('Content-Type', parts.metrics.registry.contentType);
    response.send(await parts.metrics.registry.metrics());
  });
  return routes;
}

function isInsider(request: Request, key: string | null): boolean {
  if (isFromHere(request)) return true;
  const given = bearerOf(request);
  return key !== null && given !== null && isSameSecret(given, key);
}

/** Asking storage costs a write: callers at the same time share one answer. */
function oncePerMoment(ask: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  return () => {
    running ??= ask().finally(() => {
      running = null;
    });
    return running;
  };
}

async function answersInTime(ask: () => Promise<boolean>, patience: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), patience);
  ask().then(resolve, () => resolve(false));
  const answer = await promise;
  clearTimeout(timer);
  return answer;
}
