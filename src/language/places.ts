/** Finds the Finnish municipality a message speaks of, and invents none. */
import { type Mention, mentionsIn } from './place-evidence.ts';
import type { Municipality, Places } from './place-index.ts';

export { buildPlaces, type Municipality, type PlaceData, type Places } from './place-index.ts';

export interface Place {
  readonly code: string;
  /** Official Finnish name today. */
  readonly name: string;
}

/** The municipality of a code, or null. */
export function municipalityOf(places: Places, code: string): Municipality | null {
  return places.byCode.get(code) ?? null;
}

/** Municipalities a message names as places, surest first: where the person who needs help is comes before the rest. */
export function findPlaceCandidates(places: Places, text: string): readonly Place[] {
  const best = new Map<string, Mention>();
  for (const mention of mentionsIn(places, text)) {
    const known = best.get(mention.code);
    if (known === undefined || mention.role > known.role) best.set(mention.code, mention);
  }
  return [...best.values()]
    .sort((left, right) => right.role - left.role || left.at - right.at)
    .flatMap(({ code }) => {
      const place = places.byCode.get(code);
      return place === undefined ? [] : [{ code, name: place.fi }];
    });
}

/** The surest municipality of a message, or null when it names none. */
export function findPlace(places: Places, text: string): Place | null {
  return findPlaceCandidates(places, text)[0] ?? null;
}
