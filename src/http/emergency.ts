/** Words and numbers that are shown when nothing else works: kept in the program, not in content or storage. */
import type { Language, Text } from '../content/schema.ts';

export interface EmergencyPhone {
  readonly number: string;
  readonly name: Text;
}

/** National numbers, answered round the clock. Content has its own copy with sources; a test keeps the two equal. */
export const emergencyPhones: readonly EmergencyPhone[] = [
  { number: '112', name: { fi: 'Hätänumero', sv: 'Nödnummer', en: 'Emergency number' } },
  { number: '116117', name: { fi: 'Päivystysapu', sv: 'Jourhjälpen', en: 'Medical Helpline' } },
  {
    number: '0800 147 111',
    name: { fi: 'Myrkytystietokeskus', sv: 'Giftinformationscentralen', en: 'Poison Information Centre' },
  },
  {
    number: '09 2525 0111',
    name: { fi: 'MIELI Kriisipuhelin', sv: 'MIELI Kristelefon', en: 'MIELI Crisis Helpline' },
  },
  {
    number: '080 005 005',
    name: { fi: 'Nollalinja (väkivalta)', sv: 'Nollalinja (våld)', en: 'Nollalinja (violence)' },
  },
];

/** Stands in every refusal and error (SE-7, SE-9, PA-5). */
export const emergencyWords: Text = {
  fi: 'Hätätilanteessa soita 112. Kiireellisessä terveysasiassa soita Päivystysapuun 116117.',
  sv: 'Ring 112 i en nödsituation. Ring Jourhjälpen 116117 i brådskande hälsoärenden.',
  en: 'In an emergency, call 112. For an urgent health matter, call the Medical Helpline 116117.',
};

/** Stands first in a refusal of a message that holds signs of danger (MD-5). */
export const dangerWords: Text = {
  fi: 'Viestissäsi on merkkejä vaarasta. Jos olet tai joku muu on vaarassa, soita heti 112.',
  sv: 'Ditt meddelande innehåller tecken på fara. Om du eller någon annan är i fara, ring genast 112.',
  en: 'Your message has signs of danger. If you or someone else is in danger, call 112 now.',
};

/** One text in all three languages, a line each: who reads an error is not known to speak Finnish. */
export function inAllLanguages(...texts: readonly Text[]): string {
  const line = (lang: Language): string => texts.map((text) => text[lang]).join(' ');
  return [line('fi'), line('sv'), line('en')].join('\n');
}
