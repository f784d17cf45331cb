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

  it('in answer to "which of these" keeps the question', () => {
    const person = talk(content);
    const asked = person.say('I just moved here from Brazil and have no doctor');
    expect(asked.meta.kind).toBe('clarify');
    const reply = person.say('Tampere');
    expect(person.state.municipality).toBe('837');
    expect(reply.meta).toMatchObject({ kind: 'clarify', needs: asked.meta.needs });
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
