/** Who says only that there is something to ask is asked what it is; nobody guesses a need from it. */
import { describe, expect, it } from 'vitest';
import { lendRecognizers } from '../../src/recognizers.ts';
import { servedContent } from '../support/content.ts';
import { talk } from '../support/talk.ts';

lendRecognizers();

describe('an opening without a matter', async () => {
  const content = await servedContent();
  it.each([
    ['tuota noin en oikein tiijä mistä alottasin', 'fi'],
    ['minulla olis teille asiaa', 'fi'],
    ['hei, voisitko neuvoa minua', 'fi'],
    ['jag skulle ha en fråga', 'sv'],
    ['hello, I need some help please', 'en'],
  ])('"%s"', (words, lang) => {
    const reply = talk(content).say(words);
    expect(reply.meta).toMatchObject({ lang, interrupt: null, needs: [] });
    expect(['unknown', 'smalltalk']).toContain(reply.meta.kind);
    expect(reply.replies.map(({ type }) => type)).not.toContain('card');
  });

  it('the matter told after it is found', () => {
    const person = talk(content);
    person.say('minulla olis teille asiaa');
    expect(person.say('hammasta särkee').meta.needs[0]).toBe('toothache');
  });

  it.each(['minulla olisi asiaa hammaslääkärille', 'en tiedä mistä aloittaisin, vuokra on maksamatta'])(
    '"%s" has one',
    (words) => {
      expect(talk(content).say(words).meta.needs.length).toBeGreaterThan(0);
    },
  );
});
