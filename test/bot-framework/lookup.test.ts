/** A nurse's look-up from Teams through the real core and the real content. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createConverse } from '../../src/conversation/converse.ts';
import { openStorage, type Storage } from '../../src/storage/storage.ts';
import { servedContent } from '../support/content.ts';
import { monday } from '../support/talk.ts';
import { createFakeCore } from './fake-core.ts';
import { type FakeIssuer, startIssuer } from './fake-issuer.ts';
import { type Answer, activity, post, type Running, run, texts, withTeams } from './running.ts';

let issuer: FakeIssuer;
let storage: Storage;
let running: Running;
let professionalOnly: readonly string[];
let token: string;
beforeAll(async () => {
  const content = await servedContent();
  professionalOnly = [...content.services.values()].flatMap((service) => service.professional?.fi ?? []);
  issuer = await startIssuer();
  token = await issuer.token();
  storage = openStorage({ folder: null });
  const converse = createConverse({
    content: () => content,
    store: storage,
    now: () => monday,
    controller: null,
    queues: () => [],
    startsItself: () => true,
  });
  running = await run({
    issuer,
    environment: withTeams,
    parts: { converse, store: storage },
    core: createFakeCore(),
  });
});
afterAll(async () => {
  await running.stop();
  await issuer.stop();
  await storage.close();
});

const ask = (conversation: string, text: string, channelId = 'msteams'): Promise<Answer> =>
  post(
    running,
    activity({
      channelId,
      text,
      conversation: { id: conversation, tenantId: 'home-tenant' },
      channelData: { tenant: { id: 'home-tenant' } },
    }),
    { authorization: `Bearer ${token}` },
  );

const card = z.looseObject({
  body: z.array(z.looseObject({ type: z.string() })),
  actions: z.array(z.looseObject({ data: z.looseObject({ choice: z.string() }) })).optional(),
});
const cardsOf = ({ activities = [] }: Answer): z.infer<typeof card>[] =>
  activities.flatMap(({ attachments = [] }) => attachments.map(({ content }) => card.parse(content)));
const servicesIn = (one: z.infer<typeof card> | undefined): number =>
  (one?.body ?? []).filter(({ type }) => type === 'Container').length;

describe('the look-up of a professional', () => {
  it.each(['hammassärky Kuopio', 'toimeentulotuki', 'Päivystysapu'])(
    '“%s” gives one card of up to five services',
    async (text) => {
      const answer = await ask(`words-${text}`, text);
      const cards = cardsOf(answer);
      expect(cards).toHaveLength(1);
      expect(servicesIn(cards[0])).toBeGreaterThan(0);
      expect(servicesIn(cards[0])).toBeLessThanOrEqual(5);
      expect(answer.activities?.at(-1)?.channelData?.palveluneuvoja).toMatchObject({ kind: 'guidance' });
    },
  );

  it('the service of the place comes first, and another county’s of the same name not at all', async () => {
    const answer = await ask('place', 'sosiaalipäivystys Iisalmi');
    expect(answer.activities?.at(-1)?.channelData?.palveluneuvoja).toMatchObject({
      services: ['social-emergency-pohjois-savo', 'emergency-112', 'county-website'],
    });
  });

  it('an inflected name finds its service', async () => {
    const answer = await ask('inflected', 'Terveyskylän');
    expect(answer.activities?.at(-1)?.channelData?.palveluneuvoja).toMatchObject({
      services: expect.arrayContaining(['terveyskyla']),
    });
  });

  it('danger comes first, also for a professional, also before the greeting', async () => {
    const answer = await ask('danger', 'asiakkaalla rintaa puristaa ja kipu säteilee käteen');
    expect(answer.activities?.[0]?.channelData?.palveluneuvoja).toMatchObject({ interrupt: '112' });
    expect(texts(answer)[0]).toContain('112');
  });

  it('professional-only notes reach Teams, and no other channel', async () => {
    expect(professionalOnly.length).toBeGreaterThan(0);
    const shows = (answer: Answer): boolean =>
      professionalOnly.some((note) => answer.raw.includes(JSON.stringify(note).slice(1, -1)));
    expect(shows(await ask('notes', 'Päivystysapu 116117'))).toBe(true);
    expect(shows(await ask('notes', 'Päivystysapu 116117', 'webchat'))).toBe(false);
  });

  it('a button on a card answers the question it belongs to', async () => {
    const answer = await ask('button', 'asiakkaalla rintaa puristaa ja kipu säteilee käteen');
    const buttons = cardsOf(answer).flatMap(({ actions = [] }) => actions.map(({ data }) => data));
    const over = buttons.find(({ choice }) => choice === 'danger-over');
    expect(over).toBeDefined();
    const pressed = await post(
      running,
      activity({
        id: 'a2',
        channelId: 'msteams',
        text: '',
        value: over,
        conversation: { id: 'button', tenantId: 'home-tenant' },
      }),
      { authorization: `Bearer ${token}` },
    );
    expect(pressed.status).toBe(200);
    expect(pressed.activities?.[0]?.channelData?.palveluneuvoja).toMatchObject({ interrupt: null });
  });
});
