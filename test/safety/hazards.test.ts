/** MD-6: every control in the hazard log names a test that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hazardsSchema } from '../../src/content/schema.ts';
import { root } from '../support/content.ts';

const log = hazardsSchema.parse(parse(readFileSync(join(root, 'dialogs/safety/hazards.yaml'), 'utf8')));

/** Letters and digits only: titles in tests may hold quotes, parameters and line breaks. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

describe('the hazard log', () => {
  it('holds the twelve starter hazards', () => {
    expect(log.hazards.length).toBeGreaterThanOrEqual(12);
  });

  const controls = log.hazards.flatMap((hazard) =>
    hazard.controls.map((control) => [hazard.id, control.test] as const),
  );
  it.each(controls)('%s: the test "%s" exists', (_, test) => {
    const [file = '', title = ''] = test.split(' > ');
    expect(existsSync(join(root, file)), `${file} exists`).toBe(true);
    expect(plain(readFileSync(join(root, file), 'utf8'))).toContain(plain(title).trim());
  });
});
