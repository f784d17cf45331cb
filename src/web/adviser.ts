/** The adviser's first pages: requests that wait, opened one at a time and with a reason, claimed and closed. */
import express, { type Response, Router } from 'express';
import { z } from 'zod';
import type { Content } from '../content/content.ts';
import type { CaseStore } from '../conversation/ports.ts';
import { nonceOf } from '../http/headers.ts';
import { Refusal } from '../http/refusal.ts';
import { maskIdentifiers } from '../privacy/identifiers.ts';
import { type CaseNames, caseList, type ListedCase, openedCase } from './staff/case-view.ts';
import { createGate } from './staff/gate.ts';
import { renderStaffPage } from './staff/page.ts';
import type { SessionParts } from './staff/session.ts';

export { maintainerRoutes } from './maintainer.ts';

export interface AdviserParts extends Omit<SessionParts, 'role'> {
  readonly cases: CaseStore;
  /** The content that serves: its queues, and the names of needs and places. */
  readonly content: () => Pick<Content, 'queues' | 'needs' | 'municipalities'>;
}

const reasonFields = z.object({ reason: z.string().trim().min(3).max(200) });
const done = {
  claimed: 'Pyyntö on nyt sinulla.',
  closed: 'Pyyntö on suljettu.',
  taken: 'Joku muu ehti ensin.',
} as const;

/** Mounted at the root: answers `/adviser` and below; not at all while nobody has a key. */
export function adviserRoutes(parts: AdviserParts): Router {
  const router = Router();
  if (parts.keys.size === 0) return router;
  const { cases, content, now } = parts;
  const gate = createGate({ ...parts, role: 'adviser', heading: 'Neuvojan kirjautuminen' });
  const routes = express.Router();
  router.use('/adviser', gate.routes, routes);

  const listed = (): Promise<readonly ListedCase[]> =>
    cases.listCases(content().queues.map((queue) => queue.id));
  /** A case this adviser may open: it waits in a queue of ours or is the adviser's own (PR-5). */
  const requireOwn = async (response: Response, id: string): Promise<ListedCase> => {
    const found = (await listed()).find((one) => one.id === id);
    if (found === undefined) throw new Refusal('not-found');
    const { name } = gate.sessionOf(response);
    if (found.status === 'claimed' && found.claimedBy !== name) throw new Refusal('forbidden');
    return found;
  };
  const showList = async (response: Response, status: number, message: string | null): Promise<void> => {
    const { name, mark } = gate.sessionOf(response);
    const main = caseList({
      cases: await listed(),
      adviser: name,
      mark,
      names: namesOf(content()),
      now: now(),
    });
    const session = { name, mark, path: '/adviser' };
    response.status(status).type('html');
    response.send(
      renderStaffPage({ nonce: nonceOf(response), heading: 'Yhteydenottopyynnöt', session, message, main }),
    );
  };

  routes.get('/', async (request, response) => {
    const key = Object.entries(done).find(([name]) => name === request.query.done);
    await showList(response, 200, key?.[1] ?? null);
  });
  routes.post('/cases/:id/open', async (request, response) => {
    const { number } = await requireOwn(response, request.params.id);
    const read = reasonFields.safeParse(request.body);
    if (!read.success) return showList(response, 400, `Kirjoita, miksi avaat pyynnön ${number}.`);
    const { name, mark } = gate.sessionOf(response);
    const reason = maskIdentifiers(read.data.reason).text;
    const opened = await cases.readCase(request.params.id, name, reason, now().toISOString());
    if (opened === null) throw new Refusal('not-found');
    const main = openedCase(opened, mark, namesOf(content()));
    const session = { name, mark, path: '/adviser' };
    const heading = `Pyyntö ${number}`;
    response
      .type('html')
      .send(renderStaffPage({ nonce: nonceOf(response), heading, session, message: null, main }));
  });
  routes.post('/cases/:id/claim', async (request, response) => {
    const { id } = await requireOwn(response, request.params.id);
    const isMine = await cases.claimCase(id, gate.sessionOf(response).name, now().toISOString());
    response.redirect(303, `/adviser?done=${isMine ? 'claimed' : 'taken'}`);
  });
  routes.post('/cases/:id/close', async (request, response) => {
    const { id } = await requireOwn(response, request.params.id);
    const isClosed = await cases.closeCase(id, gate.sessionOf(response).name, now().toISOString());
    response.redirect(303, `/adviser?done=${isClosed ? 'closed' : 'taken'}`);
  });
  return router;
}

function namesOf({ needs, municipalities }: ReturnType<AdviserParts['content']>): CaseNames {
  return {
    need: (id) => (id === null ? 'Ei tiedossa' : (needs.get(id)?.title.fi ?? id)),
    place: (code) => (code === null ? 'Ei tiedossa' : (municipalities.get(code)?.name.fi ?? code)),
  };
}
