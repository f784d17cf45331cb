/** The endpoint on a free port, and a channel that speaks to it. */
import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod';
import { type BotFrameworkParts, mountBotFramework } from '../../src/channel/bot-framework/endpoint.ts';
import { answerFaults, refuseUnknown } from '../../src/http/faults.ts';
import { readSettings } from '../../src/settings.ts';
import { createFakeCore, type FakeCore } from './fake-core.ts';
import { appId, type FakeIssuer, issuerName } from './fake-issuer.ts';
import { createFakeTimer, type FakeTimer } from './fake-timer.ts';

export interface Running {
  readonly url: string;
  readonly core: FakeCore;
  readonly logged: string[];
  readonly timer: FakeTimer;
  pass(seconds: number): void;
  /** Ends what is being sent; what waits stays in the outbox. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

export interface RunChoices {
  readonly environment?: Readonly<Record<string, string>>;
  readonly issuer?: FakeIssuer;
  readonly core?: FakeCore;
  readonly parts?: Partial<BotFrameworkParts>;
}

/** Settings of a bot whose channels prove who they are. */
export const withAppId = {
  MICROSOFT_APP_ID: appId,
  MICROSOFT_APP_PASSWORD: 'a-long-enough-word-for-tests',
  MICROSOFT_APP_TENANT_ID: 'home-tenant',
};
export const withTeams = { ...withAppId, TEAMS: 'on', TEAMS_TENANTS: 'home-tenant,Second-Tenant' };

export async function run(choices: RunChoices = {}): Promise<Running> {
  const core = choices.core ?? createFakeCore();
  const logged: string[] = [];
  const write = (fields: object, event: string): void =>
    void logged.push(`${event} ${JSON.stringify(fields)}`);
  const log = { info: write, warn: write, error: write };
  let time = Date.parse('2026-11-21T10:00:00Z');
  const app = express();
  const timer = createFakeTimer();
  const bot = mountBotFramework(app, {
    settings: readSettings(choices.environment ?? {}),
    converse: core.converse,
    store: core.store,
    log,
    now: () => new Date(time),
    after: timer.after,
    screen: (text) => text.includes('ei hengitä'),
    ...(choices.issuer === undefined ? {} : { identification: { cloud: cloudOf(choices.issuer) } }),
    ...choices.parts,
  });
  await bot?.drained;
  app.use(refuseUnknown);
  app.use(answerFaults(log));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/api/messages`,
    core,
    logged,
    timer,
    close: async () => bot?.close(),
    pass: (seconds) => {
      time += seconds * 1000;
    },
    stop: async () => {
      await bot?.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A cloud whose keys come from the test's issuer. Nothing of it leaves this machine. */
export function cloudOf(issuer: FakeIssuer): Record<string, string> {
  return {
    ToChannelFromBotLoginUrl: 'https://login.invalid/',
    ToChannelFromBotOAuthScope: 'https://scope.invalid',
    ToBotFromChannelTokenIssuer: issuerName,
    OAuthUrl: 'https://oauth.invalid/',
    ToBotFromChannelOpenIdMetadataUrl: issuer.openId,
    ToBotFromEmulatorOpenIdMetadataUrl: issuer.openId,
    CallerId: 'urn:test',
  };
}

const answerShape = z.object({
  activities: z
    .array(
      z.looseObject({
        type: z.string(),
        text: z.string().optional(),
        attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
        suggestedActions: z
          .looseObject({ actions: z.array(z.looseObject({ value: z.unknown() })) })
          .optional(),
        channelData: z.looseObject({ palveluneuvoja: z.looseObject({}).optional() }).optional(),
      }),
    )
    .optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});
export type Answer = z.infer<typeof answerShape> & { readonly status: number; readonly raw: string };

/** An activity as a channel sends it. */
export function activity(more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'a1',
    timestamp: '2026-11-21T10:00:00.000Z',
    channelId: 'test',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: 'resident-1', name: 'Resident' },
    recipient: { id: 'bot', name: 'Bot' },
    conversation: { id: 'c1' },
    locale: 'fi-FI',
    deliveryMode: 'expectReplies',
    text: 'hammas särkee',
    ...more,
  };
}

/** Posts a body; a string goes as it is. */
export async function post(
  running: Running,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(running.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const raw = await response.text();
  return { ...answerShape.parse(raw === '' ? {} : JSON.parse(raw)), status: response.status, raw };
}

export const texts = (answer: Answer): readonly string[] =>
  (answer.activities ?? []).map((one) => one.text ?? '');
