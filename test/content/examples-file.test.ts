/** Files of messages are read quickly, and exactly as the YAML parser would read them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readExamplesFile } from '../../src/content/examples-file.ts';
import { parseSource } from '../../src/content/fault.ts';
import { readContentFiles } from '../../src/content/source.ts';
import { root } from '../support/content.ts';

const file = `need: ear-pain
examples:
  - lang: fi
    style: plain
    danger: "112"
    say: |
      korva on kipeä: mitä teen?
      - "tosi" kipee # eikä lakkaa
`;

describe('a file of messages', () => {
  it('is read without the YAML parser', () => {
    expect(readExamplesFile(file)).toEqual({
      need: 'ear-pain',
      examples: [
        {
          lang: 'fi',
          style: 'plain',
          danger: '112',
          say: 'korva on kipeä: mitä teen?\n- "tosi" kipee # eikä lakkaa\n',
        },
      ],
    });
  });

  it('agrees with the YAML parser on every file of the project', () => {
    const texts = [...readContentFiles(root).values()];
    const read = texts.flatMap((text) => {
      const value = readExamplesFile(text);
      return value === null ? [] : [[value, parse(text, { schema: 'core' })]];
    });
    expect(read.length).toBeGreaterThan(100);
    for (const [quick, slow] of read) expect(quick).toEqual(slow);
  });

  it('agrees with the YAML parser on whatever is done to a file, or leaves it alone', () => {
    const pieces = file.split(/(?=\n)/);
    const strange = fc.constantFrom(
      '\n',
      ' ',
      '\t',
      ':',
      '-',
      '#',
      '|',
      '"',
      'no',
      '12',
      'é',
      '\n  ',
      '\n      x',
      '&a',
      '*a',
    );
    fc.assert(
      fc.property(fc.nat(pieces.length), strange, fc.nat(20), (at, piece, into) => {
        const text = pieces
          .map((each, index) => (index === at ? each.slice(0, into) + piece + each.slice(into) : each))
          .join('');
        const quick = readExamplesFile(text);
        if (quick !== null) expect(quick).toEqual(parse(text, { schema: 'core' }));
      }),
      { numRuns: 2000 },
    );
  });

  it('still knows the place of each value', () => {
    const { source } = parseSource('ear-pain.examples.yaml', file);
    expect(source?.place(['examples', 0, 'style'])).toEqual({ line: 4, column: 12 });
  });
});
