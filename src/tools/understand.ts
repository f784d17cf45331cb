/** `npm run --silent understand`: JSON lines in, what the assistant understands of each answer out (contracts.md). */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  aliasesSchema,
  areasSchema,
  countiesSchema,
  type Language,
  languages,
  placesSchema,
} from '../content/schema.ts';
import {
  readAge,
  readDuration,
  readNumber,
  readOrdinal,
  readScale,
  readTemperature,
  readYesNo,
} from '../language/answers/index.ts';
import { buildPlaces, findPlace, type Places } from '../language/places.ts';
import { containsIdentityCode } from '../privacy/identifiers.ts';
import { lendRecognizers } from '../recognizers.ts';

/** Types of answers, as contracts.md names them. */
export const types = [
  'yesno',
  'number',
  'scale',
  'choice',
  'temperature_c',
  'age',
  'duration',
  'place',
  'hetu',
] as const;
const questionSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  type: z.enum(types),
  lang: z.enum(languages).optional(),
});
export type Question = z.infer<typeof questionSchema>;

const folder = new URL('../../knowledge/places/', import.meta.url);
const read = (name: string): unknown => parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
let known: Places | null = null;

/** The places, read when first asked for. */
function places(): Places {
  known ??= buildPlaces({
    municipalities: placesSchema.parse(read('municipalities')),
    counties: countiesSchema.parse(read('counties')),
    areas: areasSchema.parse(read('areas')),
    aliases: aliasesSchema.parse(read('aliases')),
  });
  return known;
}

const readers: Readonly<
  Record<Exclude<Question['type'], 'place' | 'hetu'>, (text: string, lang?: Language) => unknown>
> = {
  yesno: readYesNo,
  number: readNumber,
  scale: readScale,
  choice: readOrdinal,
  temperature_c: readTemperature,
  age: readAge,
  duration: readDuration,
};

/** What is understood of one answer, in the shape of contracts.md. Needs `lendRecognizers` first. */
export function understandAnswer({ id, text, type, lang }: Question): Record<string, unknown> {
  if (type === 'place') return { id, municipality: findPlace(places(), text)?.name ?? null };
  if (type === 'hetu') return { id, contains: containsIdentityCode(text, new Date()) };
  return { id, value: readers[type](text, lang) };
}

/** The id of a faulty line, so that its error can be matched to it. */
const idSchema = z.object({ id: z.union([z.string(), z.number()]) });

function understand(line: string): object {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not valid JSON' };
  }
  const question = questionSchema.safeParse(value);
  if (question.success) return understandAnswer(question.data);
  const id = idSchema.safeParse(value);
  const [issue] = question.error.issues;
  return {
    id: id.success ? id.data.id : null,
    error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not a question'}`,
  };
}

async function main(): Promise<void> {
  lendRecognizers();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') process.stdout.write(`${JSON.stringify(understand(line))}\n`);
  }
}

if (import.meta.main) await main();
