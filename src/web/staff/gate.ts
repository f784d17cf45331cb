/** The way in for named people: login, logout, and the check that stands before everything else. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { nonceOf } from '../../http/headers.ts';
import { addressOf, createLimit } from '../../http/limit.ts';
import { isSameSecret } from '../../http/loopback.ts';
import { Refusal } from '../../http/refusal.ts';
import { loginForm, renderStaffPage } from './page.ts';
import { createSessions, type SessionParts, type StaffSession } from './session.ts';

export interface Gate {
  /** Login and logout; everything after it is for whoever is logged in. */
  readonly routes: Router;
  sessionOf(response: Response): StaffSession;
}

/** Tries at a key from one address in a quarter of an hour. */
const mostTries = 10;
const quarter = 15 * 60_000;
const loginFields = z.object({ name: z.string().max(100), key: z.string().max(200) });
const markFields = z.object({ mark: z.string().max(200) });

/** `heading` names the place on the login page. */
export function createGate(parts: SessionParts & { readonly heading: string }): Gate {
  const path = `/${parts.role}`;
  const sessions = createSessions(parts);
  const tries = createLimit({ most: mostTries, windowMilliseconds: quarter, now: parts.now });
  const known = new WeakMap<Response, StaffSession>();
  const sessionOf = (response: Response): StaffSession => {
    const session = known.get(response);
    if (session === undefined) throw new Error('sessionOf needs the routes of the gate before it');
    return session;
  };
  const showLogin = (response: Response, status: number, message: string | null): void => {
    const main = loginForm(path);
    response.status(status).type('html');
    response.send(
      renderStaffPage({ nonce: nonceOf(response), heading: parts.heading, session: null, message, main }),
    );
  };

  const routes = Router();
  routes.use(refuseForeign, express.urlencoded({ extended: false, limit: '16kb' }));
  routes.post('/login', (request, response) => {
    const retryAfter = tries.take(addressOf(request));
    if (retryAfter !== null) throw new Refusal('too-many', { retryAfter });
    const read = loginFields.safeParse(request.body);
    const cookie = read.success ? sessions.open(read.data.name.trim(), read.data.key.trim()) : null;
    if (cookie === null) return showLogin(response, 403, 'Nimi ja avain eivät kuulu yhteen.');
    response.setHeader('Set-Cookie', cookie);
    response.redirect(303, path);
  });
  routes.use((request, response, next) => {
    const session = sessions.read(request.headers.cookie);
    if (session === null) {
      // A form of somebody whose time ran out must not look as if it had been done.
      const isVisit = request.method === 'GET' || request.method === 'HEAD';
      return showLogin(
        response,
        isVisit && request.path === '/' ? 200 : 403,
        isVisit ? null : 'Kirjaudu uudelleen.',
      );
    }
    known.set(response, session);
    if (request.method !== 'GET' && request.method !== 'HEAD') requireMark(request, session);
    next();
  });
  routes.post('/logout', (_request, response) => {
    response.setHeader('Set-Cookie', sessions.end());
    response.redirect(303, path);
  });
  return { routes, sessionOf };
}

/** Browsers say where a request comes from; another site has no business with these forms. */
const refuseForeign: RequestHandler = (request, _response, next) => {
  const site = request.headers['sec-fetch-site'];
  if (request.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Refusal('forbidden');
  }
  next();
};

function requireMark(request: Request, session: StaffSession): void {
  const read = markFields.safeParse(request.body);
  if (!read.success || !isSameSecret(read.data.mark, session.mark)) throw new Refusal('forbidden');
}
