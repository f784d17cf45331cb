/** Turns every fault of a request into a generic answer with numbers to call; never a stack (SE-9). */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Language } from '../content/schema.ts';
import { nonceOf } from './headers.ts';
import { describeFault, type Log } from './log.ts';
import { renderPlainPage } from './plain-page.ts';
import { Refusal, type RefusalKind } from './refusal.ts';

/** What body parsers and express throw, by status. */
const byStatus: Readonly<Record<number, RefusalKind>> = {
  400: 'bad-request',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'bad-request',
};

/** Answers what no route answered. */
export const refuseUnknown: RequestHandler = () => {
  throw new Refusal('not-found');
};

/** The last handler of the server. */
export function answerFaults(log: Log): ErrorRequestHandler {
  return (problem: unknown, request, response, _next) => {
    const refusal = refusalOf(problem);
    if (refusal.status >= 500) {
      log.error(
        { path: routeOf(request), status: refusal.status, ...describeFault(problem) },
        'request-failed',
      );
    }
    if (response.headersSent) {
      // An answer under way cannot be taken back; express's own handler would print the fault.
      request.socket.destroy();
      return;
    }
    sendRefusal(refusal, request, response);
  };
}

/** Sends a refusal as JSON, or as a page to whoever asks for one. */
export function sendRefusal(refusal: Refusal, request: Request, response: Response): void {
  response.status(refusal.status);
  const { retryAfter, danger } = refusal.details;
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
  if (
    !request.path.startsWith('/v3/') &&
    !request.path.startsWith('/api/') &&
    request.accepts('json', 'html') === 'html'
  ) {
    response.type('html').send(pageOf(refusal, nonceOf(response)));
    return;
  }
  response.json({
    error: { code: refusal.code, message: refusal.words },
    ...(danger === true ? { palveluneuvoja: { danger: true } } : {}),
  });
}

function refusalOf(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  const status = problem instanceof Error && 'status' in problem ? problem.status : null;
  const kind = typeof status === 'number' ? byStatus[status] : undefined;
  return new Refusal(kind ?? 'failed');
}

/** The pattern of the route, without ids (PR-4). */
export function routeOf(request: Request): string {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  if (typeof path !== 'string') return 'other';
  // A fault loses `baseUrl` on its way up; what stands before the route's own parts is the same.
  const parts = segments(request.originalUrl.split('?')[0] ?? '');
  const base = parts.slice(0, Math.max(0, parts.length - segments(path).length));
  return path.includes('*') ? path : `/${[...base, ...segments(path)].join('/').toLowerCase()}`;
}

const segments = (path: string): readonly string[] => path.split('/').filter((part) => part !== '');

function pageOf(refusal: Refusal, nonce: string): string {
  const [fi = '', sv = '', en = ''] = refusal.words.split('\n').slice(-3);
  const heading: Readonly<Record<Language, string>> = {
    fi: 'Palveluneuvoja',
    sv: 'Servicerådgivaren',
    en: 'Service adviser',
  };
  return renderPlainPage({ nonce, heading, body: { fi: [fi], sv: [sv], en: [en] }, contact: null });
}
