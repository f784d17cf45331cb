/** Reads a message in the person's own words as the answer to a step. */
import type { Language, Step } from '../content/schema.ts';
import {
  readAge,
  readDuration,
  readNumber,
  readOrdinal,
  readScale,
  readTemperature,
  readYesNo,
} from '../language/answers/index.ts';
import { fold, squeeze } from '../language/fold.ts';
import { tokenize } from '../language/tokens.ts';

export type ReadAnswer =
  | { readonly type: 'answer'; readonly value: string | number }
  /** "I don't know". */
  | { readonly type: 'unknown' }
  | { readonly type: 'none' };

/** The part of a step that reading needs. */
export interface Answerable {
  readonly kind: Step['kind'];
  readonly answers: readonly Pick<Step['answers'][number], 'id' | 'text' | 'also' | 'danger'>[];
}

const none: ReadAnswer = { type: 'none' };
const unknown: ReadAnswer = { type: 'unknown' };

/** "I don't know" in its usual forms, folded. */
const notKnowing = [
  /^(en|em|emm|emma|emmie|enka|e) ?(ma|mie|mina|maa)? ?(oikein|kylla|kyl|nyt)? ?(tia|tii|tiija|tieda|tie\b|muista|osaa sanoa|oo varma|ole varma)/,
  /^(en tieda|ei tietoa|ei hajua|ei mitaan hajua|vaikea sanoa|ehka|jaa a)( |$)/,
  /^(vet (int|inte|ej)|jag vet (int|inte|ej)|ingen aning|kanske|svart att saga)( |$)/,
  /^(i (dont|don t|do not) know|dont know|not sure|no idea|maybe|dunno|hard to say)( |$)/,
];

/** Whether a message says that the person does not know. */
export function saysUnknown(text: string): boolean {
  const whole = plain(text);
  return notKnowing.some((form) => form.test(whole));
}

/** Reads a button (`choice`) or words as an answer of a step. */
export function readAnswer(
  step: Answerable,
  text: string,
  choice: string | null,
  lang: Language,
): ReadAnswer {
  if (choice !== null) {
    if (step.answers.some((answer) => answer.id === choice)) return { type: 'answer', value: choice };
    return choice === 'unknown' ? unknown : none;
  }
  if (saysUnknown(text)) return unknown;
  switch (step.kind) {
    case 'choice':
      return readChoice(step, text, lang);
    case 'yesno':
      return readYes(step, text, lang);
    case 'age': {
      const age = readAge(text, lang);
      if (age === null) return none;
      return measured('years' in age ? age.years * 12 : 'months' in age ? age.months : age.weeks / 4.345);
    }
    case 'temperature':
      return measured(readTemperature(text, lang));
    case 'duration': {
      const time = readDuration(text, lang);
      if (time === null) return none;
      if ('hours' in time) return measured(time.hours);
      if ('days' in time) return measured(time.days * 24);
      return measured('weeks' in time ? time.weeks * 168 : time.months * 730);
    }
    case 'scale':
      return measured(readScale(text, lang));
    case 'number':
      return measured(readNumber(text, lang));
    default:
      return step.kind satisfies never;
  }
}

function measured(value: number | null): ReadAnswer {
  return value === null ? none : { type: 'answer', value };
}

function readYes(step: Answerable, text: string, lang: Language): ReadAnswer {
  const chosen = wordMatch(step, text);
  if (chosen !== null) return { type: 'answer', value: chosen };
  const value = readYesNo(text, lang);
  if (value === null) return none;
  const id = value ? 'yes' : 'no';
  return step.answers.some((answer) => answer.id === id) ? { type: 'answer', value: id } : none;
}

function readChoice(step: Answerable, text: string, lang: Language): ReadAnswer {
  const chosen = wordMatch(step, text);
  if (chosen !== null) return { type: 'answer', value: chosen };
  const few = tokenize(text).length <= 4;
  const place = few ? (readOrdinal(text, lang) ?? readNumber(text, lang)) : null;
  if (place !== null && Number.isInteger(place)) {
    const index = place > 0 ? place - 1 : step.answers.length + place;
    const answer = step.answers[index];
    if (answer !== undefined) return { type: 'answer', value: answer.id };
  }
  return yesAsChoice(step, text, lang) ?? none;
}

/** "joo" to a choice whose answers are called yes and no. */
function yesAsChoice(step: Answerable, text: string, lang: Language): ReadAnswer | null {
  const value = readYesNo(text, lang);
  const id = value === null ? null : value ? 'yes' : 'no';
  return id !== null && step.answers.some((answer) => answer.id === id)
    ? { type: 'answer', value: id }
    : null;
}

const filler = new Set(
  'on oli ole se ne ja tai niin no nyt kyl kylla ei en vain vaan jo joo etta kun ku mulla minulla mun minun mutta the a an is it i my and or of to in en ett ar det jag och som har min mitt pa i med'.split(
    ' ',
  ),
);

function heads(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .map((token) => squeeze(token.folded))
      .filter((word) => word.length > 1 && !filler.has(word))
      .map((word) => word.slice(0, 5)),
  );
}

const denial = /^(ei|en|eika|inte|int|inga|inget|ingen|no|none|not|neither)\b/;

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

interface Option {
  readonly plain: string;
  readonly heads: ReadonlySet<string>;
  readonly denies: boolean;
}

const known = new WeakMap<object, readonly Option[]>();

/** The wordings of an answer, prepared once for as long as its content serves. */
function optionsOf(answer: Answerable['answers'][number]): readonly Option[] {
  const before = known.get(answer);
  if (before !== undefined) return before;
  const options = [...Object.values(answer.text), ...Object.values(answer.also).flat()].map((text) => ({
    plain: plain(text),
    heads: heads(text),
    denies: denial.test(plain(text)),
  }));
  known.set(answer, options);
  return options;
}

/**
 * How much of an option's words a message repeats, 0–1. What denies answers only an option that denies, and such an
 * option ("none of these") only a message that says nothing more: "ei mitään muuta mutta poski turvoksissa" is no "none".
 */
function likeness(option: Option, said: ReadonlySet<string>, denies: boolean): number {
  const wanted = option.heads;
  if (wanted.size === 0 || option.denies !== denies) return 0;
  const shared = [...wanted].filter((word) => said.has(word)).length;
  if (denies && shared < said.size) return 0;
  return shared / Math.max(1, Math.min(wanted.size, 3));
}

/** The one answer whose words the message clearly repeats, in any language. Of two alike, the one with danger. */
function wordMatch(step: Answerable, text: string): string | null {
  const whole = plain(text);
  const said = heads(text);
  const denies = denial.test(whole);
  const rated = step.answers.map((answer) => {
    const options = optionsOf(answer);
    const exact = options.some((option) => option.plain === whole);
    return {
      answer,
      score: exact ? 2 : Math.max(0, ...options.map((option) => likeness(option, said, denies))),
    };
  });
  const top = Math.max(0, ...rated.map((each) => each.score));
  const best = rated.filter((each) => each.score === top);
  if (top < 0.5) return null;
  if (best.length === 1) return best[0]?.answer.id ?? null;
  const grave = best.filter((each) => each.answer.danger !== undefined);
  return grave[0]?.answer.id ?? null;
}
