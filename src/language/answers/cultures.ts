/**
 * The recognizer suite with Finnish and Swedish as cultures of our own: the same result shape for all three languages.
 * The suite is lent by the composition root and loaded on first use, since it takes a fifth of a second.
 */
import type { IModel, ModelResult } from '@microsoft/recognizers-text';
import type * as ChoiceModule from '@microsoft/recognizers-text-choice';
import type * as NumberModule from '@microsoft/recognizers-text-number';
import type * as UnitModule from '@microsoft/recognizers-text-number-with-unit';
import { z } from 'zod';
import type { Language } from '../../content/schema.ts';
import { longestAnswer } from './atoms.ts';
import { numberIn, temperatureIn } from './quantity.ts';
import { ageIn } from './span.ts';
import { yesNoIn } from './yes-no.ts';

export type RecognizedKind = 'boolean' | 'number' | 'temperature' | 'age';

const cultures: Readonly<Record<Language, string>> = { fi: 'fi-fi', sv: 'sv-se', en: 'en-us' };

/** A value found by a grammar of ours, in the suite's words. */
type Resolution = Readonly<Record<string, unknown>>;

/** One of our grammars as a model of the suite: the whole answer is one entity. */
class GrammarModel implements IModel {
  readonly modelTypeName: string;
  private readonly read: (text: string) => Resolution | null;

  constructor(modelTypeName: string, read: (text: string) => Resolution | null) {
    this.modelTypeName = modelTypeName;
    this.read = read;
  }

  parse(source: string): ModelResult[] {
    const resolution = this.read(source);
    if (resolution === null) return [];
    return [
      {
        start: 0,
        end: source.length - 1,
        resolution: { ...resolution },
        text: source,
        typeName: this.modelTypeName,
      },
    ];
  }
}

function resolveAge(text: string, lang: Language): Resolution | null {
  const age = ageIn(text, lang);
  if (age === null) return null;
  if ('years' in age) return { value: String(age.years), unit: 'Year' };
  return 'months' in age
    ? { value: String(age.months), unit: 'Month' }
    : { value: String(age.weeks), unit: 'Week' };
}

const grammars: Readonly<Record<RecognizedKind, (text: string, lang: Language) => Resolution | null>> = {
  boolean: (text, lang) => wrap(yesNoIn(text, lang), (value) => ({ value })),
  number: (text, lang) => wrap(numberIn(text, lang), (value) => ({ value: String(value) })),
  temperature: (text, lang) =>
    wrap(temperatureIn(text, lang), (value) => ({ value: String(value), unit: 'C' })),
  age: resolveAge,
};

function wrap<T>(value: T | null, shape: (value: T) => Resolution): Resolution | null {
  return value === null ? null : shape(value);
}

/** The packages of the suite that we use. */
export interface Suite {
  readonly choice: typeof ChoiceModule;
  readonly number: typeof NumberModule;
  readonly unit: typeof UnitModule;
}

type Models = Readonly<Record<RecognizedKind, (culture: string) => IModel>>;
let load: (() => Suite) | null = null;
let loaded: Models | null = null;

/** Says how the suite is loaded when it is first needed. Until then our own grammars read alone. */
export function lendSuite(loader: () => Suite): void {
  load = loader;
}

/** Recognizer instances of our own, so that the suite's shared cache and its English fallback stay out. */
function register({ choice, number, unit }: Suite): Models {
  const booleans = new choice.ChoiceRecognizer(cultures.en, choice.ChoiceOptions.None, true);
  const figures = new number.NumberRecognizer(cultures.en, number.NumberOptions.None, true);
  const measures = new unit.NumberWithUnitRecognizer(cultures.en, unit.NumberWithUnitOptions.None, true);
  for (const lang of ['fi', 'sv'] as const) {
    const model = (kind: RecognizedKind) => () =>
      new GrammarModel(kind, (text) => grammars[kind](text, lang));
    booleans.registerModel('BooleanModel', cultures[lang], model('boolean'));
    figures.registerModel('NumberModel', cultures[lang], model('number'));
    measures.registerModel('TemperatureModel', cultures[lang], model('temperature'));
    measures.registerModel('AgeModel', cultures[lang], model('age'));
  }
  return {
    boolean: (culture) => booleans.getBooleanModel(culture, false),
    number: (culture) => figures.getNumberModel(culture, false),
    temperature: (culture) => measures.getTemperatureModel(culture, false),
    age: (culture) => measures.getAgeModel(culture, false),
  };
}

const resolutionSchema = z.object({
  value: z.union([z.string(), z.boolean(), z.number()]),
  unit: z.string().optional(),
});

export interface Recognized {
  readonly value: string | number | boolean;
  readonly unit: string | null;
}

/** Everything the suite recognizes of one kind in an answer of at most 300 characters; nothing when it throws or is not lent. */
export function recognize(kind: RecognizedKind, text: string, lang: Language): readonly Recognized[] {
  if (load === null) return [];
  try {
    loaded ??= register(load());
    const found = loaded[kind](cultures[lang]).parse(text.slice(0, longestAnswer).toLowerCase());
    return found.flatMap(({ resolution }) => {
      const parsed = resolutionSchema.safeParse(resolution);
      return parsed.success ? [{ value: parsed.data.value, unit: parsed.data.unit ?? null }] : [];
    });
  } catch {
    return [];
  }
}
