/** Opening hours in words: open now and until when, or closed and until when, Finnish public holidays included. */
import type OpeningHours from 'opening_hours';
import type { Language } from '../content/schema.ts';
import { openingHours } from '../opening-hours.ts';

/** Finland, for the holidays (`PH`) of the library; the point itself changes nothing in our hours. */
const finland = { lat: 62.89, lon: 27.68, address: { country_code: 'fi', state: '' } };

function readHours(hours: string): OpeningHours {
  const Hours = openingHours();
  return new Hours(hours, finland);
}

const parsed = new Map<string, OpeningHours | null>();

function parse(hours: string): OpeningHours | null {
  const known = parsed.get(hours);
  if (known !== undefined) return known;
  let made: OpeningHours | null = null;
  try {
    made = readHours(hours);
  } catch {
    made = null;
  }
  parsed.set(hours, made);
  return made;
}

/** What is wrong with an opening_hours text, or null when it is sound. */
export function hoursFault(hours: string): string | null {
  try {
    readHours(hours);
    return null;
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem);
  }
}

export interface HoursView {
  readonly isOpen: boolean;
  readonly text: string;
}

const always: Readonly<Record<Language, string>> = {
  fi: 'Auki aina',
  sv: 'Öppet dygnet runt',
  en: 'Always open',
};

const days: Readonly<Record<Language, readonly string[]>> = {
  fi: ['sunnuntaina', 'maanantaina', 'tiistaina', 'keskiviikkona', 'torstaina', 'perjantaina', 'lauantaina'],
  sv: ['på söndag', 'på måndag', 'på tisdag', 'på onsdag', 'på torsdag', 'på fredag', 'på lördag'],
  en: ['on Sunday', 'on Monday', 'on Tuesday', 'on Wednesday', 'on Thursday', 'on Friday', 'on Saturday'],
};

const today: Readonly<Record<Language, string>> = { fi: 'tänään', sv: 'i dag', en: 'today' };
const tomorrow: Readonly<Record<Language, string>> = { fi: 'huomenna', sv: 'i morgon', en: 'tomorrow' };

function clock(at: Date, lang: Language): string {
  const minutes = String(at.getMinutes()).padStart(2, '0');
  const short = at.getMinutes() === 0;
  switch (lang) {
    case 'fi':
      return short ? `klo ${at.getHours()}` : `klo ${at.getHours()}.${minutes}`;
    case 'sv':
      return short ? `kl. ${at.getHours()}` : `kl. ${at.getHours()}.${minutes}`;
    case 'en':
      return `at ${at.getHours()}:${minutes}`;
    default:
      return lang satisfies never;
  }
}

/** Whole calendar days from one moment to another, in Finnish time. */
function daysBetween(from: Date, to: Date): number {
  const midnight = (at: Date): number => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

function dayName(now: Date, at: Date, lang: Language): string {
  const ahead = daysBetween(now, at);
  if (ahead === 0) return today[lang];
  if (ahead === 1) return tomorrow[lang];
  const name = days[lang][at.getDay()] ?? '';
  return ahead < 7 ? name : `${name} ${at.getDate()}.${at.getMonth() + 1}.`;
}

/**
 * Hours at a moment, in words; null when the text cannot be read. The process runs in Finnish time (guard.mjs),
 * which the library needs.
 */
export function describeHours(hours: string, now: Date, lang: Language): HoursView | null {
  if (hours.trim() === '24/7') return { isOpen: true, text: always[lang] };
  const table = parse(hours);
  if (table === null) return null;
  const isOpen = table.getState(now);
  const change = table.getNextChange(now);
  if (change === undefined) return { isOpen, text: isOpen ? always[lang] : closedWords[lang] };
  const time = clock(change, lang);
  if (isOpen) {
    const day = daysBetween(now, change) === 0 ? '' : `${dayName(now, change, lang)} `;
    return { isOpen, text: openUntil[lang](`${day}${time}`) };
  }
  return { isOpen, text: opensAt[lang](`${dayName(now, change, lang)} ${time}`) };
}

const closedWords: Readonly<Record<Language, string>> = { fi: 'Suljettu', sv: 'Stängt', en: 'Closed' };
const openUntil: Readonly<Record<Language, (time: string) => string>> = {
  fi: (time) => `Auki nyt. Sulkeutuu ${time}.`,
  sv: (time) => `Öppet nu. Stänger ${time}.`,
  en: (time) => `Open now. Closes ${time}.`,
};
const opensAt: Readonly<Record<Language, (time: string) => string>> = {
  fi: (time) => `Nyt suljettu. Aukeaa ${time}.`,
  sv: (time) => `Stängt nu. Öppnar ${time}.`,
  en: (time) => `Closed now. Opens ${time}.`,
};
