/** A small content with a scripted understanding: tests of the turn's own rules do not depend on what is learned. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Content, DangerFinding, NeedFinding } from '../../src/content/content.ts';
import {
  commandsSchema,
  flowSchema,
  needSchema,
  noticesSchema,
  phrasesSchema,
  serviceSchema,
} from '../../src/content/schema.ts';
import { commandForm } from '../../src/conversation/turn.ts';
import { root } from './content.ts';

const text = (words: string): { fi: string; sv: string; en: string } => ({
  fi: words,
  sv: `${words} (sv)`,
  en: `${words} (en)`,
});
const review = { owner: 'nobody', reviewed: '2026-11-21', due: '2027-05-21', basis: 'a test' };
const read = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'));

const need = (id: string, title: string, flow?: string) =>
  needSchema.parse({
    id,
    group: 'test',
    title: text(title),
    scope: title,
    describe: text(`${title} kuvaus`),
    fallback: ['medical-helpline-116117'],
    ...(flow === undefined ? {} : { flow }),
    terms: { fi: {}, sv: {}, en: {} },
  });

const service = (id: string, number: string, upTo: string, more: object = {}) =>
  serviceSchema.parse({
    id,
    name: text(id),
    describe: text(`${id} kuvaus`),
    needs: ['toothache'],
    area: 'national',
    weight: 'phone',
    upTo,
    channels: [
      {
        type: 'phone',
        value: number,
        hours: '24/7',
        source: { name: 'test', address: 'https://example.org/' },
        checked: '2026-11-21',
      },
    ],
    ...more,
  });

const flow = flowSchema.parse({
  id: 'toothache',
  need: 'toothache',
  review,
  start: 'swelling',
  steps: [
    {
      id: 'swelling',
      ask: text('Onko turvotusta?'),
      example: text('Vastaa esimerkiksi kyllä tai ei.'),
      kind: 'yesno',
      answers: [
        { id: 'yes', text: text('Kyllä'), to: 'breath' },
        { id: 'no', text: text('Ei'), to: 'days' },
      ],
      unknown: 'days',
    },
    {
      id: 'breath',
      ask: text('Onko vaikea niellä?'),
      example: text('Vastaa kyllä tai ei.'),
      kind: 'yesno',
      answers: [
        { id: 'yes', text: text('Kyllä'), to: 'now', danger: '112' },
        { id: 'no', text: text('Ei'), to: 'soon' },
      ],
      unknown: 'soon',
    },
    {
      id: 'days',
      ask: text('Kuinka monta päivää?'),
      example: text('Vastaa esimerkiksi kaksi päivää.'),
      kind: 'duration',
      branches: [{ when: 'days > 3', to: 'soon' }],
      otherwise: 'later',
      unknown: 'soon',
    },
  ],
  outcomes: [
    { id: 'now', urgency: 'emergency', say: text('Soita heti.'), services: ['emergency-112'] },
    { id: 'soon', urgency: 'soon', say: text('Ota yhteyttä pian.'), services: ['medical-helpline-116117'] },
    { id: 'later', urgency: 'routine', say: text('Varaa aika.'), services: ['medical-helpline-116117'] },
  ],
});

/** Words that make the scripted understanding see danger, needs, places and languages. */
function danger(said: string): DangerFinding | null {
  if (said.includes('KAATUI') && said.includes('EI HERÄÄ')) {
    return { level: '112', sign: 'unconscious', variant: null, need: 'emergency', by: 'rule:test' };
  }
  if (said.includes('EN HALUA ELÄÄ'))
    return { level: 'crisis', sign: 'suicidal-thoughts', variant: null, need: 'low-mood', by: 'rule:test' };
  return null;
}

function needs(said: string): NeedFinding {
  const found = (verdict: NeedFinding['verdict'], ...ids: string[]): NeedFinding => ({
    verdict,
    needs: ids.map((id, at) => ({ id, share: verdict === 'sure' ? 0.9 / (at + 1) : 0.3 })),
    elsewhere: null,
    second: null,
  });
  if (said.includes('hammas'))
    return { ...found('sure', 'toothache'), second: said.includes('masennus') ? 'low-mood' : null };
  if (said.includes('masennus')) return found('sure', 'low-mood');
  if (said.includes('vakavaa')) return found('choices', 'emergency', 'toothache');
  if (said.includes('peruisin')) {
    const shares = { toothache: 0.3, emergency: 0.15, 'low-mood': 0.1, 'urgent-care': 0.05 };
    return {
      ...found('choices'),
      needs: Object.entries(shares).map(([id, share]) => ({ id, share })),
    };
  }
  if (said.includes('paha olo')) return found('choices', 'low-mood', 'toothache');
  if (said.includes('kirjasto'))
    return { verdict: 'elsewhere', needs: [], elsewhere: 'library', second: null };
  return found('none');
}

export function tinyContent(): Content {
  const phrases = phrasesSchema.parse(read('dialogs/phrases.yaml'));
  const commands = commandsSchema.parse(read('dialogs/commands.yaml'));
  const words = new Map(
    Object.entries(commands).flatMap(([id, forms]) => forms.map((form) => [commandForm(form), id] as const)),
  );
  return {
    version: 'tiny',
    needs: new Map(
      [
        need('toothache', 'Hammassärky', 'toothache'),
        need('low-mood', 'Alakulo'),
        { ...need('emergency', 'Hätätilanne'), urgency: 'emergency' as const },
        need('urgent-care', 'Päivystys'),
      ].map((each) => [each.id, each]),
    ),
    services: new Map(
      [
        service('emergency-112', '112', 'emergency'),
        service('medical-helpline-116117', '116117', 'today'),
        service('crisis-helpline', '09 2525 0111', 'today', { needs: ['low-mood'] }),
        service('county-website', '116117', 'routine', { weight: 'e-service' }),
        service('local-dentist', '017 000 000', 'today', {
          area: { county: '13' },
          professional: text('Vain ammattilaisille: jono on kahden päivän mittainen.'),
        }),
      ].map((each) => [each.id, each]),
    ),
    guides: new Map(),
    flows: new Map([['toothache', { flow, digest: 'one' }]]),
    queues: [],
    elsewhere: new Map([
      [
        'library',
        {
          id: 'library',
          kind: 'municipal',
          answer: text('Kirjasto neuvoo.'),
          terms: { fi: {}, sv: {}, en: {} },
          examples: [],
        },
      ],
    ]),
    notices: noticesSchema.parse(read('dialogs/safety/notices.yaml')),
    phrases,
    commands: words as Content['commands'],
    municipalities: new Map([
      ['297', { code: '297', name: { fi: 'Kuopio', sv: 'Kuopio' }, county: '13' }],
      ['140', { code: '140', name: { fi: 'Iisalmi', sv: 'Idensalmi' }, county: '13' }],
    ]),
    counties: new Map([
      [
        '13',
        {
          code: '13',
          slug: 'pohjois-savo',
          name: text('Pohjois-Savon hyvinvointialue'),
          website: 'https://pshyvinvointialue.fi/',
          source: { name: 'test', address: 'https://example.org/' },
          checked: '2026-11-21',
        },
      ],
    ]),
    dangerExamples: [],
    understanding: {
      danger,
      dangerAcross: (texts) => danger(texts.join('. ')),
      needs,
      explain: () => ({ words: [], examples: [] }),
      warm: () => undefined,
      language: (said) =>
        /^(hello|my tooth|i have)/i.test(said)
          ? { lang: 'en', sure: true }
          : /привет/.test(said)
            ? { lang: 'other', sure: true }
            : { lang: null, sure: false },
      places: (said) => (/kuopio/i.test(said) ? ['297'] : /iisalmi/i.test(said) ? ['140'] : []),
    },
  };
}
