/**
 * The recognizer suite with Finnish and Swedish as cultures of our own: the same result shape for all three languages.
 * The suite is loaded on first use (it takes a fifth of a second); it never falls back to another culture by itself.
 */
import { createRequire } from 'node:module';
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

type Models = Readonly<Record<RecognizedKind, (culture: string) => IModel>>;
let loaded: Models | null = null;

/** Recognizer instances of our own, so that the suite's shared cache and its English fallback stay out. */
function models(): Models {
  loaded ??= load();
  return loaded;
}

function load(): Models {
  const require = createRequire(import.meta.url);
  const choice: typeof ChoiceModule = require('@microsoft/recognizers-text-choice');
  const numbers: typeof NumberModule = require('@microsoft/recognizers-text-number');
  const units: typeof UnitModule = require('@microsoft/recognizers-text-number-with-unit');
  const booleans = new choice.ChoiceRecognizer(cultures.en, choice.ChoiceOptions.None, true);
  const figures = new numbers.NumberRecognizer(cultures.en, numbers.NumberOptions.None, true);
  const measures = new units.NumberWithUnitRecognizer(cultures.en, units.NumberWithUnitOptions.None, true);
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

/** Everything the suite recognizes of one kind in an answer of at most 300 characters; nothing when it throws. */
export function recognize(kind: RecognizedKind, text: string, lang: Language): readonly Recognized[] {
  try {
    const found = models()[kind](cultures[lang]).parse(text.slice(0, longestAnswer).toLowerCase());
    return found.flatMap(({ resolution }) => {
      const parsed = resolutionSchema.safeParse(resolution);
      return parsed.success ? [{ value: parsed.data.value, unit: parsed.data.unit ?? null }] : [];
    });
  } catch {
    return [];
  }
}
