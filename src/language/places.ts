/** Finds the Finnish municipality a message speaks of. */
import type { z } from 'zod';
import type { aliasesSchema, areasSchema, countiesSchema, placesSchema } from '../content/schema.ts';
import { fold } from './fold.ts';
import { tokenize } from './tokens.ts';

export interface PlaceData {
  readonly municipalities: z.infer<typeof placesSchema>;
  readonly counties: z.infer<typeof countiesSchema>;
  readonly areas: z.infer<typeof areasSchema>;
  readonly aliases: z.infer<typeof aliasesSchema>;
}
export interface Place {
  readonly code: string;
  readonly name: string;
}
export interface Municipality {
  readonly code: string;
  readonly fi: string;
  readonly sv: string;
  readonly county: string;
}
export interface Places {
  readonly byCode: ReadonlyMap<string, Municipality>;
  readonly names: ReadonlyMap<string, string>;
}

export function buildPlaces(data: PlaceData): Places {
  const names = new Map<string, string>();
  for (const { code, fi, sv } of data.municipalities.municipalities) {
    names.set(fold(fi), code);
    names.set(fold(sv), code);
  }
  return { byCode: new Map(data.municipalities.municipalities.map((each) => [each.code, each])), names };
}

export function municipalityOf(places: Places, code: string): Municipality | null {
  return places.byCode.get(code) ?? null;
}

export function findPlaceCandidates(places: Places, text: string): readonly Place[] {
  const found: Place[] = [];
  for (const { folded } of tokenize(text, 60)) {
    for (const end of ['', 'ssa', 'lla', 'sta', 'lta', 'n']) {
      if (!folded.endsWith(end)) continue;
      const code = places.names.get(end === '' ? folded : folded.slice(0, -end.length));
      const name = code === undefined ? undefined : places.byCode.get(code)?.fi;
      if (code !== undefined && name !== undefined) found.push({ code, name });
    }
  }
  return found;
}

export function findPlace(places: Places, text: string): Place | null {
  return findPlaceCandidates(places, text)[0] ?? null;
}
