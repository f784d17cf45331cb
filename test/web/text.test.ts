/** The page's own parts that need no browser: taking text apart, the embedded words, what it believes of the wire. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandForm } from '../../src/conversation/turn.ts';
import { readActivities } from '../../src/web/client/activity.ts';
import { emptyView, receive, say } from '../../src/web/client/conversation.ts';
import {
  aroundServices,
  linkPieces,
  phoneAddress,
  readableAddress,
  readParagraphs,
  webAddress,
} from '../../src/web/client/plain-text.ts';
import { inLanguage } from '../../src/web/client/shell.ts';
import { ownStreamAddress } from '../../src/web/client/stream.ts';
import { commandWords, languages } from '../../src/web/client/texts.ts';
import { tinyContent } from '../support/tiny-content.ts';

const linksOf = (line: string): readonly string[] =>
  linkPieces(line).flatMap((piece) => (piece.type === 'link' ? [piece.href] : []));

describe('links in the words of the assistant', () => {
  it.each([
    ['Soita 112.', ['tel:112']],
    ['Soita 116117 tai 116 117', ['tel:116117', 'tel:116117']],
    ['Numero on 09 2525 0111.', ['tel:0925250111']],
    ['Nollalinja 080 005 005, myrkyt 0800 147 111', ['tel:080005005', 'tel:0800147111']],
    ['Katso https://www.pohde.fi/apu.', ['https://www.pohde.fi/apu']],
    ['Varaa 3.4.2026 klo 14.30, 38,5 astetta, 1123 kpl', []],
    ['javascript:alert(1) ja data:text/html,x', []],
    ['päivä 2026-11-21', []],
  ])('%s', (line, expected) => {
    expect(linksOf(line)).toEqual(expected);
  });

  it('loses no letter of any text and links to nothing but http(s) and tel', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => {
        expect(
          linkPieces(line)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(line);
        expect(linksOf(line).every((href) => /^(https?|tel):/.test(href))).toBe(true);
      }),
    );
  });

  it.each([
    ['javascript:alert(1)', null],
    ['ftp://example.org', null],
    ['//example.org', null],
    ['https://example.org/a b', 'https://example.org/a%20b'],
  ])('the address %s becomes %s', (value, expected) => {
    expect(webAddress(value)).toBe(expected);
  });

  it('a telephone number keeps its digits, and other words are none', () => {
    expect(phoneAddress('+358 44 703 6235')).toBe('tel:+358447036235');
    expect(phoneAddress('soita meille')).toBeNull();
    expect(readableAddress('https://www.pshyvinvointialue.fi/')).toBe('pshyvinvointialue.fi');
  });
});

describe('taking text apart', () => {
  it('makes paragraphs and lists', () => {
    expect(readParagraphs('Tee näin:\n• lepää\n• juo\n\nSoita.')).toEqual([
      { type: 'lines', lines: ['Tee näin:'] },
      { type: 'list', items: ['lepää', 'juo'] },
      { type: 'lines', lines: ['Soita.'] },
    ]);
  });

  it('leaves out the rows of services that are drawn as cards, and nothing else', () => {
    const text = 'Soita heti.\n\n• Hätänumero: Apu.\n  112. Auki aina\n• Muu: rivi\n\nOnko vaara ohi?';
    expect(aroundServices(text, [{ name: 'Hätänumero' }])).toEqual({
      before: 'Soita heti.',
      after: '• Muu: rivi\n\nOnko vaara ohi?',
    });
    expect(aroundServices('Soita heti.', [])).toEqual({ before: 'Soita heti.', after: '' });
  });

  it('keeps the person’s own language of a refusal, after the words of the conversation itself', () => {
    expect(inLanguage('Ei tallennettu.\nfi 112\nsv 112\nen 112', 'sv')).toBe('Ei tallennettu.\nsv 112');
    expect(inLanguage('vain yksi', 'en')).toBe('vain yksi');
  });

  it('opens the socket at its own origin, whatever the server thinks its name is (PR-8)', () => {
    expect(ownStreamAddress('ws://internal:3978/v3/directline/x?t=1', 'https://neuvo.example.fi')).toBe(
      'wss://neuvo.example.fi/v3/directline/x?t=1',
    );
  });
});

describe('what the page believes of the wire', () => {
  it('takes any JSON without falling, and shows only messages with an id', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void readActivities({ activities: [value] })));
    expect(
      readActivities({ activities: [{ type: 'typing', id: '1' }, { type: 'message' }, 5, null] }),
    ).toEqual([]);
  });

  it('a fact that does not say it is verified is shown as unverified', () => {
    const channels = [{ type: 'phone', value: '112' }];
    const block = { type: 'services', heading: '', services: [{ id: 'a', name: 'A', channels }] };
    const [activity] = readActivities({
      activities: [
        { type: 'message', id: 'x|1', from: { role: 'bot' }, channelData: { palveluneuvoja: { block } } },
      ],
    });
    expect(
      activity?.from === 'bot' &&
        activity.block.type === 'services' &&
        activity.block.services[0]?.channels[0]?.verified,
    ).toBe(false);
  });

  it('a stock bot without our blocks still gets its buttons', () => {
    const action = { type: 'messageBack', title: 'Kyllä', value: { turn: 3, choice: 'yes' } };
    const [activity] = readActivities({
      activities: [
        { type: 'message', id: 'x|1', from: { role: 'bot' }, suggestedActions: { actions: [action] } },
      ],
    });
    expect(activity?.from === 'bot' ? activity.choices : []).toEqual([
      { label: 'Kyllä', value: { turn: 3, choice: 'yes' } },
    ]);
  });

  it('an echo takes the place of what was typed, under the same key', () => {
    const said = say(emptyView('fi'), { clientId: 'c1', text: 'tunnus 131052-308T', at: '', choice: null });
    const echo = { from: 'user', id: 'x|2', clientId: 'c1', text: 'tunnus ***', at: '' } as const;
    expect(receive(said, [echo], true).entries).toMatchObject([
      { key: 'c1', text: 'tunnus ***', state: 'sent' },
    ]);
  });
});

describe('the buttons that steer', () => {
  it.each(languages)('say words in %s that the assistant knows as the right commands', (lang) => {
    const { commands } = tinyContent();
    const { human, back, restart, forget, language } = commandWords[lang];
    const known = [human, back, restart, forget, language].map((words) => commands.get(commandForm(words)));
    expect(known).toEqual(['human', 'back', 'restart', 'forget', `language-${lang}`]);
  });
});
