/** Shapes of places: municipalities, counties, areas and the names people use for them. */
import { z } from 'zod';
import { date, kebab, line, sourceSchema, textSchema } from './schema-basic.ts';

export const placesSchema = z.strictObject({
  attribution: line,
  municipalities: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{3}$/),
      fi: line,
      sv: line,
      county: z.string().regex(/^\d{2}$/),
    }),
  ),
});
export const countiesSchema = z.strictObject({
  attribution: line,
  counties: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}$/),
      slug: kebab,
      name: textSchema,
      website: z.url(),
      source: sourceSchema,
      checked: date,
    }),
  ),
});
/** Words or names of one line, separated by commas. */
const commaList = line.transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
);
const postalCodes = z
  .string()
  .regex(/^\d{5}(\s+\d{5})*$/, 'must be postal codes of five digits')
  .transform((text) => text.split(/\s+/));

/** Postal codes and area names of each municipality, by its official Finnish name. */
export const areasSchema = z.strictObject({
  attribution: line,
  areas: z.record(line, z.strictObject({ postal: postalCodes.optional(), names: commaList.optional() })),
});
export const aliasesSchema = z.strictObject({
  /** Former municipalities, villages, districts and nicknames, by the official name of today's municipality. */
  aliases: z.record(line, commaList),
  /** Place names that are common words or surnames too: they need a place case, a capital letter or context. */
  ambiguous: commaList,
  /** Place names that mostly mean something else: only context makes them places. */
  common: commaList,
  /** Place names that are first names too: a capital letter alone does not make them places. */
  names: commaList,
  /** Phrases and word forms that hold a place name and never speak of the place. */
  never: commaList,
});
