/** The accessibility statement: state and gaps, another way to be served, feedback, the supervisor (AC-3). */
import type { Language } from '../content/schema.ts';
import { type Html, html } from './html.ts';

interface StatementFacts {
  readonly controller: { readonly name: string; readonly contact: string } | null;
}

interface StatementWords {
  readonly title: string;
  readonly state: { readonly heading: string; readonly text: string; readonly gaps: readonly string[] };
  readonly otherWay: { readonly heading: string; readonly text: string };
  readonly feedback: { readonly heading: string; readonly text: string; readonly nobody: string };
  readonly supervisor: { readonly heading: string; readonly text: string };
}

/** The text of `/accessibility`. */
export function accessibilityText(lang: Language, facts: StatementFacts): Html {
  const { title, state, otherWay, feedback, supervisor } = wordsOf[lang];
  const contact =
    facts.controller === null ? feedback.nobody : `${facts.controller.name}. ${facts.controller.contact}`;
  return html`<h1 class="title">${title}</h1>
<h2>${state.heading}</h2><p>${state.text}</p><ul>${state.gaps.map((gap) => html`<li>${gap}</li>`)}</ul>
<h2>${otherWay.heading}</h2><p>${otherWay.text}</p>
<h2>${feedback.heading}</h2><p>${feedback.text}</p><p>${contact}</p>
<h2>${supervisor.heading}</h2><p>${supervisor.text}</p>`;
}

const wordsOf: Readonly<Record<Language, StatementWords>> = {
  fi: {
    title: 'Saavutettavuusseloste',
    state: {
      heading: 'Missä kunnossa palvelu on',
      text: 'Palvelu täyttää lain vaatimat WCAG-kriteerit (A ja AA) osittain. Arvion tekivät kehittäjät itse: ohjelmallisesti, pelkällä näppäimistöllä ja suurennettuna. Tiedämme nämä puutteet:',
      gaps: [
        'Ulkopuolinen asiantuntija ei ole vielä arvioinut palvelua, koska se on uusi.',
        'Palvelua ei ole vielä kokeiltu ruudunlukuohjelmien käyttäjien kanssa.',
        'Muiden sivustojen linkkien takana olevat sivut eivät ole meidän, emmekä tunne niiden saavutettavuutta.',
        'Viittomakielistä ja selkokielistä versiota ei vielä ole.',
      ],
    },
    otherWay: {
      heading: 'Jos et voi käyttää tätä palvelua',
      text: 'Voit aina soittaa: hätätilanteessa 112 ja kiireellisessä terveysasiassa Päivystysapuun 116117. Muissa asioissa oman hyvinvointialueesi puhelinpalvelu auttaa. Jos et voi kuulla tai puhua puhelimessa, Päivystysavulla on tekstipalvelu.',
    },
    feedback: {
      heading: 'Kerro puutteesta',
      text: 'Jos jokin estää käyttämästä palvelua, kerro siitä. Saat vastauksen kahden viikon kuluessa.',
      nobody:
        'Tämä on kokeiluversio, jolla ei ole virallista ylläpitäjää. Kerro puutteesta sille, joka antoi sinulle tämän osoitteen.',
    },
    supervisor: {
      heading: 'Valvoja',
      text: 'Jos et ole tyytyväinen vastaukseen tai et saa sitä kahdessa viikossa, voit tehdä ilmoituksen valvojalle. Saavutettavuutta valvoo Liikenne- ja viestintävirasto Traficom.',
    },
  },
  sv: {
    title: 'Tillgänglighetsutlåtande',
    state: {
      heading: 'I vilket skick tjänsten är',
      text: 'Tjänsten uppfyller delvis de WCAG-kriterier (A och AA) som lagen kräver. Utvecklarna har själva gjort bedömningen: med program, enbart med tangentbord och i förstoring. Vi känner till dessa brister:',
      gaps: [
        'Ingen utomstående expert har ännu bedömt tjänsten, eftersom den är ny.',
        'Tjänsten har ännu inte prövats tillsammans med användare av skärmläsare.',
        'Sidorna bakom länkar till andra webbplatser är inte våra, och vi känner inte till hur tillgängliga de är.',
        'Det finns ännu ingen version på teckenspråk eller lättläst språk.',
      ],
    },
    otherWay: {
      heading: 'Om du inte kan använda tjänsten',
      text: 'Du kan alltid ringa: 112 i en nödsituation och Jourhjälpen 116117 i brådskande hälsoärenden. I andra ärenden hjälper telefontjänsten i ditt välfärdsområde. Om du inte kan höra eller tala i telefon har Jourhjälpen en texttjänst.',
    },
    feedback: {
      heading: 'Berätta om en brist',
      text: 'Berätta om något hindrar dig från att använda tjänsten. Du får svar inom två veckor.',
      nobody:
        'Det här är en testversion utan officiell administratör. Berätta om bristen för den som gav dig den här adressen.',
    },
    supervisor: {
      heading: 'Tillsyn',
      text: 'Om du inte är nöjd med svaret eller inte får svar inom två veckor kan du göra en anmälan till tillsynsmyndigheten. Tillsynen över tillgängligheten sköts av Transport- och kommunikationsverket Traficom.',
    },
  },
  en: {
    title: 'Accessibility statement',
    state: {
      heading: 'The state of this service',
      text: 'The service meets the WCAG criteria (A and AA) that the law requires in part. Its developers assessed it themselves: by program, by keyboard alone and magnified. We know of these gaps:',
      gaps: [
        'No outside expert has assessed the service yet, because it is new.',
        'It has not yet been tried together with users of screen readers.',
        'Pages behind links to other sites are not ours, and we do not know how accessible they are.',
        'There is no version in sign language or in easy language yet.',
      ],
    },
    otherWay: {
      heading: 'If you cannot use this service',
      text: 'You can always call: 112 in an emergency and the Medical Helpline 116117 in an urgent health matter. In other matters, the telephone service of your wellbeing services county helps. If you cannot hear or speak on the telephone, the Medical Helpline has a text service.',
    },
    feedback: {
      heading: 'Tell us about a fault',
      text: 'If something keeps you from using this service, please tell us. You get an answer within two weeks.',
      nobody:
        'This is an evaluation version with no official owner. Tell the person who gave you this address.',
    },
    supervisor: {
      heading: 'Supervisor',
      text: 'If you are not content with the answer or get none within two weeks, you can notify the supervisor. Accessibility is supervised by the Finnish Transport and Communications Agency Traficom.',
    },
  },
};
