/** Reads what a person means by an answer: yes or no, numbers, scales, choices, temperatures, ages, durations. */
import type { Language } from '../../content/schema.ts';
import { plainAnswer } from './atoms.ts';
import { recognize } from './cultures.ts';
import { ordinalIn } from './ordinal.ts';
import { numberIn, scaleIn, temperatureIn } from './quantity.ts';
import { type Age, ageIn, type Duration, durationIn } from './span.ts';
import { saysNotKnowing } from './unknown.ts';
import { yesNoIn } from './yes-no.ts';

export type { Age, Duration } from './span.ts';

/** Whether the suite's English may complete what our own grammars leave open. */
const mayAskSuite = (text: string, lang: Language | undefined): boolean =>
  lang === 'en' && !saysNotKnowing(plainAnswer(text));

/** The suite is slow on long rows of yes and no, and of no use there. */
const wordCount = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;

const figure = (value: string | number | boolean | undefined): number | null => {
  const number = typeof value === 'boolean' || value === undefined ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
};

/** Yes, no, or null for neither and for "I don't know". Without `lang`, all three languages are tried. */
export function readYesNo(text: string, lang?: Language): boolean | null {
  const own = yesNoIn(text, lang);
  if (own !== null || !mayAskSuite(text, lang) || wordCount(text) > 3) return own;
  const [first, second] = recognize('boolean', text, 'en');
  return second === undefined && typeof first?.value === 'boolean' ? first.value : null;
}

/** A number in digits or words. */
export function readNumber(text: string, lang?: Language): number | null {
  return (
    numberIn(text, lang) ??
    (mayAskSuite(text, lang) ? figure(recognize('number', text, 'en')[0]?.value) : null)
  );
}

/** A figure from 0 to 10. */
export function readScale(text: string, lang?: Language): number | null {
  return scaleIn(text, lang);
}

/** Which of the choices: 1 for the first, -1 for the last, -2 for the last but one. */
export function readOrdinal(text: string, lang?: Language): number | null {
  return ordinalIn(text, lang);
}

/** A body temperature in degrees Celsius. */
export function readTemperature(text: string, lang?: Language): number | null {
  const own = temperatureIn(text, lang);
  if (own !== null || !mayAskSuite(text, lang)) return own;
  const [first] = recognize('temperature', text, 'en');
  const value = figure(first?.value);
  if (value === null || first === undefined) return null;
  const celsius = first.unit === 'F' ? Math.round(((value - 32) / 1.8) * 10) / 10 : value;
  return celsius >= 25 && celsius <= 45 ? celsius : null;
}

/** Years when whole, otherwise months; weeks for the youngest. */
export function readAge(text: string, lang?: Language): Age | null {
  const own = ageIn(text, lang);
  if (own !== null || !mayAskSuite(text, lang)) return own;
  const [first] = recognize('age', text, 'en');
  const value = figure(first?.value);
  if (value === null || first === undefined) return null;
  const whole = Math.floor(value);
  if (first.unit === 'Year') return { years: whole };
  if (first.unit === 'Month') return { months: whole };
  return first.unit === 'Week' ? { weeks: whole } : null;
}

/** How long something has lasted, or since when. */
export function readDuration(text: string, lang?: Language): Duration | null {
  return durationIn(text, lang);
}

/** An age in months, weeks as fractions of one. */
export function ageInMonths(age: Age): number {
  if ('years' in age) return age.years * 12;
  return 'months' in age ? age.months : (age.weeks * 12) / 52;
}
