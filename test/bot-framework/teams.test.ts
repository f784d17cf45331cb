/** Teams: the look-up of professionals from listed organisations, and of nobody else (SE-4). */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roleOf } from '../../src/channel/bot-framework/answer.ts';
import { adaptiveCard, servicesCard, toOutgoing } from '../../src/channel/bot-framework/cards.ts';
import type { ChannelView, Reply, ServiceView } from '../../src/conversation/types.ts';
import { readSettings } from '../../src/settings.ts';
import { startConnector } from './fake-connector.ts';
import { activityOf, greeting, notice, question } from './fake-core.ts';
import { appId, type FakeIssuer, startIssuer } from './fake-issuer.ts';
import {
  type Answer,
  activity,
  cloudOf,
  post,
  type Running,
  run,
  texts,
  withAppId,
  withTeams,
} from './running.ts';

let issuer: FakeIssuer;
let running: Running;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  running = await run({ issuer, environment: withTeams });
});
afterEach(() => running.stop());

const source = { name: 'Esimerkki', address: 'https://example.fi/lahde' };
const phone: ChannelView = {
  type: 'phone',
  value: '017 000 0000',
  hours: 'Auki nyt, sulkeutuu klo 16',
  isOpen: true,
  note: null,
  verified: true,
  source,
  checked: '2026-11-02',
};
const web: ChannelView = {
  ...phone,
  type: 'web',
  value: 'https://example.fi/hammas_hoito/',
  hours: null,
  isOpen: null,
  verified: false,
};
const service = (id: string, more: Partial<ServiceView> = {}): ServiceView => ({
  id,
  name: `Palvelu ${id}`,
  describe: 'Kuvaus [x](http://evil.example) *tähti*',
  weight: 'phone',
  channels: [phone, web],
  ...more,
});
const services: Extract<Reply, { type: 'services' }> = {
  type: 'services',
  text: 'Parhaiten sopivat palvelut:\n• Palvelu a',
  heading: 'Parhaiten sopivat palvelut:',
  services: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
    service(id, id === 'a' ? { professional: 'Suora numero hoitajille' } : {}),
  ),
};

/** From a nurse's Teams. */
const fromTeams = (tenant: string | null, more: object = {}): Record<string, unknown> =>
  activity({
    channelId: 'msteams',
    text: '<at>Palveluneuvoja</at>&nbsp;hammas särkee',
    conversation: {
      id: 'a:1',
      conversationType: 'personal',
      ...(tenant === null ? {} : { tenantId: tenant }),
    },
    ...(tenant === null ? {} : { channelData: { tenant: { id: tenant } } }),
    ...more,
  });
const say = async (body: unknown): Promise<Answer> =>
  post(running, body, { authorization: `Bearer ${await issuer.token()}` });

const cardShape = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  fallbackText: z.string().optional(),
  body: z.array(z.looseObject({ type: z.string() })),
  actions: z.array(z.looseObject({ title: z.string(), data: z.unknown() })).optional(),
});

describe('tenants (SE-4)', () => {
  it.each(['home-tenant', 'HOME-TENANT', 'second-tenant'])(
    'people of %s are professionals',
    async (tenant) => {
      await say(fromTeams(tenant));
      expect(running.core.received).toMatchObject([
        { role: 'professional', channel: 'teams', conversation: 'bf:msteams:a:1' },
      ]);
    },
  );

  it.each([
    ['a foreign tenant', fromTeams('foreign-tenant')],
    ['no tenant', fromTeams(null)],
    [
      'a foreign tenant behind a listed one',
      fromTeams('home-tenant', { conversation: { id: 'a:1', tenantId: 'foreign-tenant' } }),
    ],
  ])('%s is refused in three languages, audited, and never a turn', async (_name, body) => {
    const answer = await say(body);
    expect(answer.status).toBe(200);
    const [told = ''] = texts(answer);
    for (const words of ['organisaatiosi', 'din organisation', 'your organisation', '112', '116117'])
      expect(told).toContain(words);
    expect(running.core.received).toEqual([]);
    expect(running.logged.filter((row) => row.startsWith('tenant-refused'))).toHaveLength(1);
  });

  it('the audit names the tenant, but nothing that is no id', async () => {
    await say(fromTeams('foreign-tenant'));
    await say(fromTeams('hammas särkee', { id: 'a2' }));
    expect(running.logged).toEqual([
      'tenant-refused {"tenants":["foreign-tenant","foreign-tenant"]}',
      'tenant-refused {"tenants":["malformed","malformed"]}',
    ]);
  });

  it('a foreign tenant is not greeted', async () => {
    const answer = await say(
      fromTeams('foreign-tenant', { type: 'conversationUpdate', membersAdded: [{ id: 'x' }] }),
    );
    expect(texts(answer)).toEqual([]);
  });

  it('a tenant named on another channel makes nobody a professional', async () => {
    await say(fromTeams('home-tenant', { channelId: 'webchat' }));
    expect(running.core.received).toMatchObject([{ role: 'resident' }]);
  });

  it('with Teams switched off, the list counts for nothing', () => {
    const settings = readSettings({ ...withAppId, TEAMS_TENANTS: 'home-tenant' });
    expect(roleOf(settings, { isTeams: true, tenants: ['home-tenant'] })).toBe('foreign');
  });
});

describe('the look-up', () => {
  it('is answered with one card of the best five services, its text beside it', async () => {
    running.core.replies = [services];
    const { activities = [] } = await say(fromTeams('home-tenant'));
    expect(activities).toHaveLength(1);
    expect(activities[0]?.text).toBe(
      'Parhaiten sopivat palvelut: Palvelu a · Palvelu b · Palvelu c · Palvelu d · Palvelu e',
    );
    expect(activities[0]?.attachments?.map(({ contentType }) => contentType)).toEqual([adaptiveCard]);
    const card = cardShape.parse(activities[0]?.attachments?.[0]?.content);
    expect(card.fallbackText).toBe(services.text);
    expect(card.body.filter(({ type }) => type === 'Container')).toHaveLength(5);
    expect(JSON.stringify(activities)).toContain('Suora numero hoitajille');
    expect(running.core.received[0]?.message.text).toBe('hammas särkee');
  });

  it('names danger first, as a message of its own', async () => {
    running.core.replies = [greeting, services, notice];
    expect(texts(await say(fromTeams('home-tenant')))[0]).toBe(notice.text);
  });

  it('gives buttons a card, for suggested actions carry no value in Teams', async () => {
    const { activities = [] } = await say(fromTeams('home-tenant'));
    expect(activities[0]?.suggestedActions).toBeUndefined();
    const card = cardShape.parse(activities[0]?.attachments?.[0]?.content);
    const [first] = card.actions ?? [];
    expect(first).toMatchObject({
      title: 'Kyllä',
      data: { turn: 1, choice: 'yes', msteams: { type: 'messageBack' } },
    });
    await say(fromTeams('home-tenant', { id: 'a2', text: 'Kyllä', value: first?.data }));
    expect(running.core.received[1]?.message).toEqual({
      text: 'Kyllä',
      choice: { turn: 1, choice: 'yes' },
      locale: 'fi',
    });
  });

  it('fits into a message of Teams: at most 28 kB', () => {
    const full = service('x', {
      describe: 'Kuvaus '.repeat(30),
      professional: 'Ohje '.repeat(40),
      channels: [phone, web, phone, web],
    });
    const reply = { ...services, text: 'Teksti '.repeat(700), services: [full, full, full, full, full] };
    expect(Buffer.byteLength(JSON.stringify(toOutgoing(activityOf('c', 1, reply), true)))).toBeLessThan(
      28 * 1024,
    );
  });

  it('goes out through the connector with the bot’s own token', async () => {
    const connector = await startConnector();
    class TestCredentials extends ConfigurationServiceClientCredentialFactory {
      override async createCredentials(): ReturnType<
        ConfigurationServiceClientCredentialFactory['createCredentials']
      > {
        return {
          signRequest: async (request) => {
            request.headers.set('authorization', 'Bearer of-the-bot');
            return request;
          },
        };
      }
    }
    const credentials = new TestCredentials({ MicrosoftAppId: appId });
    const bot = await run({
      issuer,
      environment: { ...withTeams, BOT_SERVICE_HOSTS: connector.host },
      parts: { identification: { cloud: cloudOf(issuer), credentials } },
    });
    bot.core.replies = [services];
    const token = await issuer.token({ serviceUrl: connector.url });
    const body = fromTeams('home-tenant', { serviceUrl: connector.url, deliveryMode: undefined });
    const answer = await post(bot, body, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(200);
    expect(connector.sent.map(({ type }) => type)).toEqual(['typing', 'message']);
    expect(cardShape.parse(connector.sent[1]?.attachments?.[0]?.content).body.length).toBe(6);
    expect(new Set(connector.authorizations)).toEqual(new Set(['Bearer of-the-bot']));
    await bot.stop();
    await connector.stop();
  });
});

describe('the card', () => {
  const text = JSON.stringify(servicesCard(services, 'fi'));

  it('dials numbers and opens addresses', () => {
    expect(text).toContain('[017 000 0000](tel:0170000000) · Auki nyt, sulkeutuu klo 16');
    expect(text).toContain('(https://example.fi/hammas_hoito/)');
  });

  it('marks what is not verified, with the date it was noted', () => {
    expect(text).toContain('⚠ tieto varmistamatta (2.11.2026)');
    expect(
      JSON.stringify(servicesCard({ ...services, services: [service('a', { channels: [phone] })] }, 'fi')),
    ).not.toContain('⚠');
  });

  it('names source and checked date', () => {
    expect(text).toContain('Lähde: [Esimerkki](https://example.fi/lahde), tarkistettu 2.11.2026');
  });

  it('reads no Markdown out of plain words', () => {
    expect(text).toContain('\\\\[x\\\\](http://evil.example) \\\\*tähti\\\\*');
  });

  it.each(['javascript:alert(1)', 'https://a.example/) [x](https://evil.example', 'www.example.fi'])(
    'makes no link of %j',
    (value) => {
      const card = servicesCard(
        { ...services, services: [service('a', { channels: [{ ...web, value }] })] },
        'en',
      );
      expect(JSON.stringify(card)).not.toContain(`](${value})`);
    },
  );

  it('shows a resident’s buttons elsewhere as they always were', () => {
    const plain = toOutgoing(activityOf('c', 1, question), false);
    expect(plain.suggestedActions?.actions).toHaveLength(2);
    expect(plain.attachments).toBeUndefined();
  });
});
