/** What is kept of a conversation and for how long, in plain words (PR-3, PR-6, PR-7). */
import type { Language } from '../content/schema.ts';
import { type Html, html } from './html.ts';

export interface PrivacyFacts {
  readonly chatDays: number;
  readonly controller: { readonly name: string; readonly contact: string } | null;
}

interface PrivacyWords {
  readonly title: string;
  readonly intro: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly ask: string;
  readonly nobody: string;
}

/** The text of `/privacy`. */
export function privacyText(lang: Language, facts: PrivacyFacts): Html {
  const words = wordsOf[lang](facts.chatDays);
  const owner =
    facts.controller === null ? words.nobody : `${facts.controller.name}. ${facts.controller.contact}`;
  const sections = words.sections.map(
    ({ heading, lines }) => html`<h2>${heading}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
  );
  return html`<h1 class="title">${words.title}</h1><p>${words.intro}</p>${sections}<h2>${words.ask}</h2><p>${owner}</p>`;
}

const wordsOf: Readonly<Record<Language, (days: number) => PrivacyWords>> = {
  fi: (days) => ({
    title: 'Mitä keskustelusta säilytetään',
    intro: 'Voit käyttää palvelua kertomatta, kuka olet. Emme kysy nimeä emmekä henkilötunnusta.',
    sections: [
      {
        heading: 'Keskustelu',
        lines: [
          `Viestit poistetaan ${days} päivän kuluttua.`,
          'Jos kirjoitat henkilötunnuksen, se poistetaan viestistä ennen tallennusta.',
          'Vastaukset antaa tietokone. Ihminen ei seuraa keskustelua.',
          'Laskemme, kuinka usein palvelu auttoi. Laskelmissa ei ole viestien tekstiä.',
        ],
      },
      {
        heading: 'Yhteydenottopyyntö',
        lines: [
          'Jos pyydät yhteydenottoa, näet ensin yhteenvedon. Se lähetetään vain, jos hyväksyt sen.',
          'Yhteydenottopyyntö ja yhteystietosi säilytetään 3 vuotta.',
          'Jokaisesta avaamisesta jää merkintä: kuka avasi, milloin ja miksi. Merkinnät säilytetään 12 vuotta.',
        ],
      },
      {
        heading: 'Tämä laite',
        lines: [
          'Keskustelun avain on vain tässä selaimen välilehdessä. Se katoaa, kun suljet välilehden tai painat ”Poistu nopeasti”.',
          'Sivu ei käytä evästeitä eikä seurantaa. Se ei hae mitään muilta sivustoilta.',
          'Selaimen historiassa voi näkyä, että kävit tällä sivulla.',
        ],
      },
      {
        heading: 'Poista tietosi',
        lines: [
          'Kirjoita keskusteluun ”unohda minut”, niin keskustelu poistetaan.',
          'Jo lähetetty yhteydenottopyyntö ja sen avaamismerkinnät säilyvät, koska laki vaatii sitä.',
        ],
      },
    ],
    ask: 'Kuka vastaa tiedoista',
    nobody:
      'Tämä on kokeiluversio. Sillä ei ole virallista vastuutahoa, joten älä kirjoita tänne oikeita henkilötietoja.',
  }),
  sv: (days) => ({
    title: 'Vad som sparas av samtalet',
    intro:
      'Du kan använda tjänsten utan att berätta vem du är. Vi frågar varken efter namn eller personbeteckning.',
    sections: [
      {
        heading: 'Samtalet',
        lines: [
          `Meddelandena raderas efter ${days} dagar.`,
          'Om du skriver en personbeteckning tas den bort ur meddelandet innan det sparas.',
          'En dator ger svaren. Ingen människa följer samtalet.',
          'Vi räknar hur ofta tjänsten var till hjälp. Uppgifterna innehåller ingen text ur meddelanden.',
        ],
      },
      {
        heading: 'Begäran om kontakt',
        lines: [
          'Om du ber att bli kontaktad ser du först en sammanfattning. Den skickas bara om du godkänner den.',
          'Begäran och dina kontaktuppgifter sparas i 3 år.',
          'Varje gång någon öppnar begäran antecknas vem, när och varför. Anteckningarna sparas i 12 år.',
        ],
      },
      {
        heading: 'Den här enheten',
        lines: [
          'Nyckeln till samtalet finns bara på den här fliken i webbläsaren. Den försvinner när du stänger fliken eller trycker på ”Lämna snabbt”.',
          'Sidan använder inga kakor och ingen spårning. Den hämtar ingenting från andra webbplatser.',
          'I webbläsarens historik kan det synas att du har besökt sidan.',
        ],
      },
      {
        heading: 'Radera dina uppgifter',
        lines: [
          'Skriv ”glöm mig” i samtalet, så raderas det.',
          'En begäran om kontakt som du redan har skickat och anteckningarna om den finns kvar, eftersom lagen kräver det.',
        ],
      },
    ],
    ask: 'Vem som ansvarar för uppgifterna',
    nobody:
      'Det här är en testversion utan officiell ansvarig. Skriv därför inga riktiga personuppgifter här.',
  }),
  en: (days) => ({
    title: 'What is kept of the conversation',
    intro:
      'You can use this service without saying who you are. We ask for no name and no personal identity code.',
    sections: [
      {
        heading: 'The conversation',
        lines: [
          `Messages are deleted after ${days} days.`,
          'If you write a personal identity code, it is removed from the message before it is stored.',
          'A computer gives the answers. No human follows the conversation.',
          'We count how often the service helped. The figures hold no text of messages.',
        ],
      },
      {
        heading: 'A request to be contacted',
        lines: [
          'If you ask to be contacted, you see a summary first. It is sent only if you accept it.',
          'The request and your contact details are kept for 3 years.',
          'Each opening leaves a record: who opened it, when and why. The records are kept for 12 years.',
        ],
      },
      {
        heading: 'This device',
        lines: [
          'The key to the conversation is in this browser tab only. It is gone when you close the tab or press “Leave quickly”.',
          'The page uses no cookies and no tracking. It fetches nothing from other sites.',
          'The browser’s history may show that you visited this page.',
        ],
      },
      {
        heading: 'Delete your data',
        lines: [
          'Write “forget me” in the conversation, and it is deleted.',
          'A request to be contacted that you have already sent, and the records of its opening, stay because the law requires it.',
        ],
      },
    ],
    ask: 'Who is responsible for the data',
    nobody:
      'This is an evaluation version with no official controller, so do not write real personal data here.',
  }),
};
