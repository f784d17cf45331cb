/** Figures of the server for Prometheus: routes, times, refusals, open sockets; never message text or ids (PR-4). */
import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from './faults.ts';

export interface Metrics {
  readonly registry: Registry;
  /** Times each request by its route. */
  readonly count: RequestHandler;
  /** A message that was refused for its size or its rate. */
  refused(reason: 'too-large' | 'too-many', danger: boolean): void;
  /** A turn that could not be stored. */
  unsaved(notice: boolean): void;
  /** Sockets opened (1) or closed (-1). */
  sockets(change: 1 | -1): void;
}

/** `process` adds the figures of the Node process itself. */
export function createMetrics(options: { readonly process: boolean } = { process: true }): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'palveluneuvoja_http_seconds',
    help: 'Time from request to answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const refusals = new Counter({
    name: 'palveluneuvoja_messages_refused_total',
    help: 'Messages refused for size or rate; danger says whether they held signs of it',
    labelNames: ['reason', 'danger'],
    registers,
  });
  const unsaved = new Counter({
    name: 'palveluneuvoja_turns_unsaved_total',
    help: 'Turns that storage refused; notice says whether a danger notice was shown all the same',
    labelNames: ['notice'],
    registers,
  });
  const sockets = new Gauge({ name: 'palveluneuvoja_sockets', help: 'Open Direct Line sockets', registers });
  return {
    registry,
    count: (request, response, next) => {
      const end = requests.startTimer();
      response.once('finish', () => {
        end({ method: knownMethod(request.method), route: routeOf(request), status: response.statusCode });
      });
      next();
    },
    refused: (reason, danger) => refusals.inc({ reason, danger: String(danger) }),
    unsaved: (notice) => unsaved.inc({ notice: String(notice) }),
    sockets: (change) => sockets.inc(change),
  };
}

/** A caller may invent methods; the number of series must stay small. */
const knownMethod = (method: string): string =>
  ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(method) ? method : 'other';
