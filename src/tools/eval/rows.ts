/** Labelled messages as they stand in the files of `test/data` (formats in its README). */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { dangerLevels, languages } from '../../content/schema.ts';
import { types } from '../understand.ts';

export const needRow = z.object({
  id: z.string(),
  lang: z.enum(languages),
  text: z.string(),
  accept: z.array(z.string()),
  style: z.string(),
});
export const dangerRow = z.object({
  id: z.string(),
  lang: z.enum(languages),
  text: z.string(),
  level: z.enum(dangerLevels),
  why: z.string(),
});
export const plainRow = z.object({ id: z.string(), lang: z.enum(languages), text: z.string() });
export const expressionRow = z.object({
  id: z.string(),
  text: z.string(),
  type: z.enum(types),
  lang: z.enum(languages).optional(),
  value: z.unknown(),
});
export const placeRow = z.object({ id: z.string(), text: z.string(), municipality: z.string().nullable() });
export const identityRow = z.object({ id: z.string(), text: z.string(), contains: z.boolean() });
/** Rows of a JSON-lines file; none when it is missing. */
export function rows<T>(file: string, shape: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => shape.parse(JSON.parse(row)));
}
