/** How cases look to an adviser: the list without contact and summary, and one opened case. */

import type { Urgency } from '../../content/schema.ts';
import type { CaseStore, StoredCase } from '../../conversation/ports.ts';
import { type Html, html, phoneLink } from '../html.ts';
import { markField } from './page.ts';

export type ListedCase = Awaited<ReturnType<CaseStore['listCases']>>[number];

/** Names of ids, in Finnish. */
export interface CaseNames {
  need(id: string | null): string;
  place(code: string | null): string;
}

export interface ListParts {
  readonly cases: readonly ListedCase[];
  readonly adviser: string;
  readonly mark: string;
  readonly names: CaseNames;
  readonly now: Date;
}

const urgencyWords: Readonly<Record<Urgency, string>> = {
  emergency: 'Hätä',
  today: 'Tänään',
  soon: 'Lähipäivinä',
  routine: 'Ei kiireellinen',
  'self-care': 'Itsehoito',
  information: 'Tieto',
};
const languageWords = { fi: 'suomi', sv: 'ruotsi', en: 'englanti' } as const;
const whenWords: Readonly<Record<string, string>> = {
  any: 'Milloin vain',
  morning: 'Aamupäivällä',
  afternoon: 'Iltapäivällä',
};

/** PR-5: the list says what is needed to choose, and nothing of who asks. */
export function caseList({ cases, adviser, mark, names, now }: ListParts): Html {
  if (cases.length === 0) return html`<p>Yhtään yhteydenottopyyntöä ei odota.</p>`;
  const rows = cases.map(
    (listed) => html`<li class="case">
<h2>${listed.number}</h2>
${facts([
  ['Asia', names.need(listed.need)],
  ['Odottanut', ageOf(listed.openedAt, now)],
  ['Kiireellisyys', listed.urgency === null ? 'Ei arvioitu' : urgencyWords[listed.urgency]],
  ['Kieli', languageWords[listed.lang]],
  ['Kunta', names.place(listed.municipality)],
  ['Tila', listed.status === 'waiting' ? 'Odottaa' : `Hoitaa ${listed.claimedBy ?? ''}`],
])}
${listed.status === 'claimed' && listed.claimedBy !== adviser ? null : openForm(listed, mark)}
</li>`,
  );
  return html`<ul class="cases">${rows}</ul>`;
}

function openForm({ id, number }: ListedCase, mark: string): Html {
  return html`<form method="post" action="/adviser/cases/${id}/open">${markField(mark)}
<label for="reason-${id}">Miksi avaat pyynnön ${number}? Syy kirjataan.</label>
<input id="reason-${id}" name="reason" required minlength="3" maxlength="200" autocomplete="off">
<button>Avaa</button></form>`;
}

/** An opened case, with what was agreed about the contact (PR-9). */
export function openedCase(opened: StoredCase, mark: string, names: CaseNames): Html {
  const action = `/adviser/cases/${opened.id}`;
  const contact = /^[+\d][\d\s()-]+$/.test(opened.contact)
    ? phoneLink(opened.contact)
    : html`${opened.contact}`;
  return html`
${opened.danger === null ? null : html`<p class="danger">Keskustelussa oli vaaran merkki (${opened.danger.level}).</p>`}
${facts([
  ['Yhteystieto', contact],
  ['Milloin', whenWords[opened.when] ?? opened.when],
  [
    'Saako jättää viestin',
    opened.mayLeaveMessage ? 'Saa' : 'Ei saa jättää viestiä. Kerro asia vain pyytäjälle itselleen.',
  ],
  ['Asia', names.need(opened.need)],
  ['Kieli', languageWords[opened.lang]],
  ['Kunta', names.place(opened.municipality)],
])}
<h2>Yhteenveto, jonka pyytäjä on hyväksynyt</h2>
<ul lang="${opened.lang}">${opened.summary.map((line) => html`<li>${line}</li>`)}</ul>
<div class="actions">
${opened.status === 'waiting' ? html`<form method="post" action="${action}/claim">${markField(mark)}<button>Otan hoitaakseni</button></form>` : null}
<form method="post" action="${action}/close">${markField(mark)}<button class="plain">Valmis: sulje</button></form>
<a href="/adviser">Takaisin luetteloon</a>
</div>`;
}

function facts(rows: readonly (readonly [string, string | Html])[]): Html {
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** How long a case has waited, in the largest two units. */
export function ageOf(openedAt: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(openedAt)) / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return `${days} pv ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}
