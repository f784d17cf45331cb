/** The opening_hours library, loaded when the first hours are read: it takes a tenth of a second that no start needs. */
import { createRequire } from 'node:module';
import type OpeningHours from 'opening_hours';

let library: typeof OpeningHours | null = null;

export function openingHours(): typeof OpeningHours {
  library ??= createRequire(import.meta.url)('opening_hours') as typeof OpeningHours;
  return library;
}
