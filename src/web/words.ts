/** Words of the pages that stand in the HTML itself, so that they are there without script, storage or content. */
import type { Text } from '../content/schema.ts';

/** The page's name; neutral, for someone may stand beside the person (PR-9). */
export const pageTitle = 'Palveluneuvoja';

export const pageWords = {
  skip: { fi: 'Siirry kirjoittamaan', sv: 'Gå till skrivfältet', en: 'Skip to writing' },
  exit: { fi: 'Poistu nopeasti', sv: 'Lämna snabbt', en: 'Leave quickly' },
  // PA-4: shown before any question.
  automated: { fi: 'Automaattinen palvelu', sv: 'Automatisk tjänst', en: 'Automated service' },
  emergency: { fi: 'Hätänumerot', sv: 'Nödnummer', en: 'Emergency numbers' },
  danger: { fi: 'Hätätilanne', sv: 'Nödsituation', en: 'Emergency' },
  urgent: { fi: 'Kiireellinen', sv: 'Brådskande', en: 'Urgent care' },
  languages: { fi: 'Kieli', sv: 'Språk', en: 'Language' },
  // MD-1: what this is for, and what it is not.
  heading: {
    fi: 'Löydä oikea palvelu',
    sv: 'Hitta rätt tjänst',
    en: 'Find the right service',
  },
  purpose: {
    fi: 'Autamme löytämään oikean sosiaali- tai terveyspalvelun ja ottamaan siihen yhteyttä. Emme tee diagnooseja: arvion tekee aina ammattilainen.',
    sv: 'Vi hjälper dig att hitta rätt social- eller hälsotjänst och att kontakta den. Vi ställer inga diagnoser: en yrkesperson gör alltid bedömningen.',
    en: 'We help you find the right health or social service and contact it. We do not diagnose: a professional always makes the assessment.',
  },
  evaluation: {
    fi: 'Kokeiluversio. Ei virallinen palvelu.',
    sv: 'Testversion. Ingen officiell tjänst.',
    en: 'Evaluation version. Not an official service.',
  },
  controller: { fi: 'Palvelusta vastaa', sv: 'För tjänsten ansvarar', en: 'Responsible for this service:' },
  privacy: { fi: 'Tietosuoja', sv: 'Dataskydd', en: 'Privacy' },
  accessibility: { fi: 'Saavutettavuus', sv: 'Tillgänglighet', en: 'Accessibility' },
  backToChat: { fi: 'Takaisin keskusteluun', sv: 'Tillbaka till samtalet', en: 'Back to the conversation' },
  conversation: { fi: 'Keskustelu', sv: 'Samtal', en: 'Conversation' },
  opening: {
    fi: 'Keskustelu avautuu tähän.',
    sv: 'Samtalet öppnas här.',
    en: 'The conversation opens here.',
  },
  // PA-5, PA-8: other ways when the page does not work.
  notOpening: {
    fi: 'Jos se ei aukea, soita Päivystysapuun 116117 tai oman hyvinvointialueesi puhelinpalveluun. Hätätilanteessa soita 112.',
    sv: 'Om det inte öppnas, ring Jourhjälpen 116117 eller telefontjänsten i ditt välfärdsområde. I en nödsituation, ring 112.',
    en: 'If it does not open, call the Medical Helpline 116117 or the telephone service of your wellbeing services county. In an emergency, call 112.',
  },
} as const satisfies Record<string, Text>;

export const languageNames = { fi: 'Suomi', sv: 'Svenska', en: 'English' } as const;
