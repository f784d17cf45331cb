/** YAML is read quickly, and exactly as the parser that knows every place would read it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readContentFiles } from '../../src/content/files.ts';
import { readQuickly } from '../../src/content/quick-yaml.ts';
import { parseSource } from '../../src/content/yaml-file.ts';
import { root } from '../support/content.ts';

const file = `need: ear-pain
updated: 2026-11-29
hours: 08:00
weights: {korva: 1.5, "öra": 2, ear: no}
examples:
  - lang: fi
    style: plain
    danger: "112"
    say: |
      korva on kipeä: mitä teen?
      - "tosi" kipee # eikä lakkaa
`;

/** What the slow parser makes of a text, or null where it finds a fault. */
function slowly(text: string): unknown {
  try {
    return parse(text, { schema: 'core', uniqueKeys: true, logLevel: 'error' });
  } catch {
    return null;
  }
}

describe('YAML read quickly', () => {
  it('keeps dates, times and words as they are written', () => {
    expect(readQuickly(file)).toEqual({
      need: 'ear-pain',
      updated: '2026-11-29',
      hours: '08:00',
      weights: { korva: 1.5, öra: 2, ear: 'no' },
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

  it('agrees with the slow parser on every file of the project that is no list of messages', () => {
    const texts = [...readContentFiles(root)].filter(([name]) => !/\/signs\/|\.examples\./.test(name));
    expect(texts.length).toBeGreaterThan(100);
    for (const [name, text] of texts) {
      const quick = readQuickly(text);
      if (quick !== null) expect(quick, name).toEqual(slowly(text));
    }
  });

  it('agrees with the slow parser on a file of messages, or leaves it alone', () => {
    const texts = [...readContentFiles(root)].filter(([name]) => /\/signs\/.*urgent/.test(name));
    expect(texts.length).toBeGreaterThan(10);
    for (const [name, text] of texts) expect(readQuickly(text), name).toEqual(slowly(text));
  });

  it.each([
    ['a broken line', 'need: [1, 2\nother: x\n'],
    ['a key twice', 'need: a\nneed: b\n'],
    ['an anchor', 'need: &all a\nother: *all\n'],
    ['a tag', 'need: !!js/function "x"\n'],
    ['nothing', ''],
  ])('leaves %s to the slow parser', (_, text) => {
    expect(readQuickly(text)).toBeNull();
  });

  it('agrees with the slow parser on whatever is done to a file, or leaves it alone', () => {
    const pieces = file.split(/(?=\n)/);
    const strange = fc.constantFrom('\n', ' ', ':', '-', '#', '|', '"', 'no', '12', 'é', '\n  ', '\n      x');
    fc.assert(
      fc.property(fc.nat({ max: pieces.length - 1 }), fc.nat({ max: 30 }), strange, (line, column, piece) => {
        const text = pieces
          .map((each, at) => (at === line ? each.slice(0, column) + piece + each.slice(column) : each))
          .join('');
        const quick = readQuickly(text);
        const slow = slowly(text);
        if (quick !== null && slow !== null) expect(quick).toEqual(slow);
      }),
      { numRuns: 500 },
    );
  });

  it('still tells the place of a fault', () => {
    const { source } = parseSource('knowledge/needs/ear-pain.examples.yaml', file);
    expect(source?.place(['examples', 0, 'style'])).toEqual({ line: 7, column: 12 });
  });
});
