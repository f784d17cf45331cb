/** A new version that would miss a danger the serving one notices is refused. */
import { describe, expect, it } from 'vitest';
import { lostDangers } from '../../src/content/swap-guard.ts';
import { tinyContent } from '../support/tiny-content.ts';

const { understanding } = tinyContent();

describe('a swap of content', () => {
  it('goes through when every danger is still noticed', async () => {
    expect(await lostDangers(['vaari KAATUI, EI HERÄÄ'], understanding)).toEqual([]);
  });

  it('is refused when one would be missed, and the example is named', async () => {
    const [fault, ...more] = await lostDangers(['vaari KAATUI, EI HERÄÄ', 'rintaa puristaa'], understanding);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      rule: 'safety/lost-example',
      what: expect.stringContaining('rintaa puristaa'),
    });
  });
});
