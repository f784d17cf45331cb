/** The maintainer's first page: which content serves, and every fault that keeps a newer one from serving. */
import express, { Router } from 'express';
import { nonceOf } from '../http/headers.ts';
import { html } from './html.ts';
import { createGate } from './staff/gate.ts';
import { renderStaffPage } from './staff/page.ts';
import type { SessionParts } from './staff/session.ts';

export interface MaintainerStatus {
  /** `stale`: files on disk are faulty and the last good version serves. */
  readonly state: 'ok' | 'stale' | 'none';
  readonly version: string | null;
  /** A line per fault: place, rule, what is wrong and how to mend it. */
  readonly faults: readonly string[];
}

export interface MaintainerParts extends Omit<SessionParts, 'role'> {
  readonly status: () => MaintainerStatus;
}

const stateWords = {
  ok: 'Kaikki tiedostot ovat kunnossa ja käytössä.',
  stale: 'Tiedostoissa on virheitä. Palvelu käyttää viimeistä kunnossa ollutta versiota.',
  none: 'Mikään versio ei ole käytössä.',
} as const;

/** Mounted at the root: answers `/maintainer`; not at all while nobody has a key. */
export function maintainerRoutes(parts: MaintainerParts): Router {
  const router = Router();
  if (parts.keys.size === 0) return router;
  const gate = createGate({ ...parts, role: 'maintainer', heading: 'Ylläpitäjän kirjautuminen' });
  const routes = express.Router();
  router.use('/maintainer', gate.routes, routes);
  routes.get('/', (_request, response) => {
    const { name, mark } = gate.sessionOf(response);
    const { state, version, faults } = parts.status();
    const main = html`<p>${stateWords[state]}</p>
<p>Käytössä oleva versio: <code>${version ?? '–'}</code></p>
${faults.length === 0 ? null : html`<h2>Virheet (${faults.length})</h2><ul class="faults">${faults.map((fault) => html`<li><code>${fault}</code></li>`)}</ul>`}`;
    const session = { name, mark, path: '/maintainer' };
    response.type('html');
    response.send(
      renderStaffPage({ nonce: nonceOf(response), heading: 'Sisällön tila', session, message: null, main }),
    );
  });
  return router;
}
