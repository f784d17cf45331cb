/** Reads what a person means by an answer: yes or no, numbers, scales, choices, temperatures, ages, durations. */
import type { Language } from '../../content/schema.ts';
import { fold } from '../fold.ts';

export type Age = { readonly years: number } | { readonly months: number } | { readonly weeks: number };
export type Duration =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number };

function firstNumber(text: string): number | null {
  const match = /\d+(?:[.,]\d+)?/.exec(text.slice(0, 300));
  return match === null ? null : Number(match[0].replace(',', '.'));
}

export function readYesNo(text: string, _lang?: Language): boolean | null {
  const word = fold(text.slice(0, 300)).trim();
  if (/^(ei|en|nej|no|nope|inte)\b/.test(word)) return false;
  return /^(joo|juu|kylla|kyl|on|ja|jo|yes|yeah)\b/.test(word) ? true : null;
}
export function readNumber(text: string, _lang?: Language): number | null {
  return firstNumber(text);
}
export function readScale(text: string, _lang?: Language): number | null {
  return firstNumber(text);
}
export function readOrdinal(text: string, _lang?: Language): number | null {
  return firstNumber(text);
}
export function readTemperature(text: string, _lang?: Language): number | null {
  return firstNumber(text);
}
export function readAge(text: string, _lang?: Language): Age | null {
  const years = firstNumber(text);
  return years === null ? null : { years };
}
export function readDuration(text: string, _lang?: Language): Duration | null {
  const days = firstNumber(text);
  return days === null ? null : { days };
}
export function ageInMonths(age: Age): number {
  if ('years' in age) return age.years * 12;
  return 'months' in age ? age.months : age.weeks / 4.345;
}
