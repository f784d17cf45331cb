/** All checks of content against itself, each with its rule ids. */
import type { Fault } from '../fault.ts';
import type { ContentSource } from '../source.ts';
import { checkContradictions } from './contradictions.ts';
import { checkFlows } from './flows.ts';
import { checkReferences } from './references.ts';
import { checkSafety } from './safety.ts';
import { checkServices } from './services.ts';
import { checkWording } from './wording.ts';

/** Every fault of content that is valid file by file. */
export function checkContent(source: ContentSource): Fault[] {
  return [
    ...checkReferences(source),
    ...checkFlows(source),
    ...checkServices(source),
    ...checkSafety(source),
    ...checkContradictions(source),
    ...checkWording(source),
  ];
}
