/** Lends Microsoft's recognizer suite to the pure language core; it is loaded when an answer first needs it. */
import { createRequire } from 'node:module';
import type * as ChoiceModule from '@microsoft/recognizers-text-choice';
import type * as NumberModule from '@microsoft/recognizers-text-number';
import type * as UnitModule from '@microsoft/recognizers-text-number-with-unit';
import { lendSuite } from './language/answers/cultures.ts';

/** Call once at start, before the first answer is read. */
export function lendRecognizers(): void {
  lendSuite(() => {
    const require = createRequire(import.meta.url);
    const choice: typeof ChoiceModule = require('@microsoft/recognizers-text-choice');
    const number: typeof NumberModule = require('@microsoft/recognizers-text-number');
    const unit: typeof UnitModule = require('@microsoft/recognizers-text-number-with-unit');
    return { choice, number, unit };
  });
}
