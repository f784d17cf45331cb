/** A municipality alone is a place, never a need nor a matter of somebody else. */
import { describe, expect, it } from 'vitest';
import { lendRecognizers } from '../../src/recognizers.ts';
import { servedContent } from '../support/content.ts';
import { talk } from '../support/talk.ts';

lendRecognizers();

describe('a municipality alone', async () => {
  const content = await servedContent();
  it.each([
    ['Tampere', '837'],
    ['Rovaniemi', '698'],
    ['asun Tampereella', '837'],
    ['Oon Kuopiosta', '297'],
    ['Jag bor i Vasa', '905'],
    ['I live in Tampere', '837'],
  ])('"%s" is kept, and what is needed is asked', (words, code) => {
    const person = talk(content);
    const reply = person.say(words);
    expect(person.state.municipality).toBe(code);
    expect(reply.meta).toMatchObject({ kind: 'unknown', needs: [] });
    expect(reply.replies.map(({ type }) => type)).not.toContain('card');
  });

  it.each(['hammaslääkäri Tampere', 'Tampere hammas kipeä', 'poliisi Oulu'])(
    '"%s" says more than a place',
    (words) => {
      const reply = talk(content).say(words);
      expect(reply.meta.kind).not.toBe('unknown');
    },
  );

  it('changes no language, and the next words are understood in their own', () => {
    const person = talk(content);
    person.say('Tampere');
    expect(person.state.lang).toBe('fi');
    expect(person.say('hammas kipee').meta.needs[0]).toBe('toothache');
    const other = talk(content);
    other.say('I live in Tampere');
    expect(other.state.lang).toBe('en');
    expect(other.say('hammas kipee').meta).toMatchObject({ flow: 'toothache' });
    expect(other.state.lang).toBe('fi');
  });

  it('after guidance changes whose services are shown', () => {
    const person = talk(content, { municipality: 'Kuopio' });
    person.say('tarvitsen apuvälineen');
    const before = person.state.need;
    const reply = person.say('Oulu');
    expect(person.state.municipality).toBe('564');
    expect(person.state.need).toBe(before);
    expect(reply.replies[0]?.text).toContain('Oulu');
  });
});
