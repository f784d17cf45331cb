/** The small content of the turn's tests, with what a page must also show: an unverified fact, a visit, a queue. */
import type { Content } from '../../src/content/content.ts';
import { type Language, serviceSchema } from '../../src/content/schema.ts';
import { tinyContent } from '../support/tiny-content.ts';

const source = { name: 'Lähdesivu', address: 'https://example.org/lahde' };

const clinic = serviceSchema.parse({
  id: 'clinic',
  name: { fi: 'Hammashoitola', sv: 'Tandkliniken', en: 'Dental clinic' },
  describe: { fi: 'Kunnan hammashoito.', sv: 'Kommunens tandvård.', en: 'Public dental care.' },
  needs: ['toothache'],
  area: { county: '13' },
  weight: 'appointment',
  upTo: 'today',
  channels: [
    {
      type: 'web',
      value: 'https://example.org/hammashoito/ajanvaraus',
      verified: false,
      source,
      checked: '2026-11-21',
    },
    { type: 'visit', value: 'Esimerkkikatu 1, Kuopio', source, checked: '2026-11-21' },
  ],
});

const promise = {
  fi: 'seuraavan arkipäivän aikana',
  sv: 'under nästa vardag',
  en: 'during the next working day',
};

export function stageContent(): Content {
  const tiny = tinyContent();
  return {
    ...tiny,
    services: new Map([...tiny.services, [clinic.id, clinic]]),
    queues: [
      {
        id: 'general',
        name: { fi: 'Neuvonta', sv: 'Rådgivning', en: 'Guidance' },
        counties: [],
        needs: [],
        promise,
        hours: '24/7',
      },
    ],
  };
}

/** Words that mean the same to the scripted understanding in every language. */
export const ache = 'hammas';
export const collapse = 'Vaari KAATUI ja EI HERÄÄ';
export const languageWords: Readonly<Record<Language, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
};
