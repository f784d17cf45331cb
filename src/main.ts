/** The composition root: settings, content, storage, server. The only file that knows everything. */

import { existsSync, mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { MountedBot } from './channel/bot-framework/endpoint.ts';
import { createDirectLine } from './channel/direct-line/channel.ts';
import { createHub } from './channel/direct-line/hub.ts';
import { preparedFolder, projectRoot } from './compose.ts';
import { formatFault } from './content/fault.ts';
import { languages } from './content/schema.ts';
import { type ContentStatus, type ContentStore, NoContent, openContent } from './content/store.ts';
import { createConverse } from './conversation/converse.ts';
import type { StaffedQueue } from './conversation/part/shared.ts';
import { describeFault } from './http/log.ts';
import { createMetrics } from './http/metrics.ts';
import { createOrigins } from './http/origin.ts';
import { buildServer } from './http/server.ts';
import { lendRecognizers } from './recognizers.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import type { Storage } from './storage/storage.ts';
import { openStorageThread, StorageRefused } from './storage/thread.ts';
import { adviserRoutes, maintainerRoutes } from './web/adviser.ts';
import { bundlePage } from './web/bundle.ts';
import { pageRoutes } from './web/routes.ts';

/** How often outlived data is destroyed (PR-6). */
const purgeMilliseconds = 6 * 3600 * 1000;

/** What takes long to load and is seldom needed at once comes this much later. */
const warmMilliseconds = 1500;

/** Shutting down may take this long; the contract allows five seconds. */
const patienceMilliseconds = 4000;

if (existsSync('.env')) process.loadEnvFile('.env');
const settings = readOrExplain();
lendRecognizers();
const log = pino({ level: settings.logLevel });
const now = (): Date => new Date();

mkdirSync(settings.dataDir, { recursive: true });
const opening = openOrExplain(settings); // on its own thread, while content is read on this one
const contentStore = await openContentOrExplain();
const storage = await opening;
const hub = createHub();
const metrics = createMetrics();
const converse = createConverse({
  content: contentStore.current,
  store: storage,
  now,
  controller: settings.controller?.name ?? null,
  queues: staffedQueues,
  onStored: hub.publish,
  startsItself: (channel) => channel !== 'directline',
  onUnsaved: (problem) => log.error(describeFault(problem), 'turn-unsaved'),
});
await keepFlows();

const origins = createOrigins(settings);
const evaluation = settings.controller === null || settings.contentPolicy !== 'release';
const controller =
  settings.controller === null
    ? null
    : { name: settings.controller.name, contact: settings.controller.contact };
const directLine = createDirectLine({
  settings,
  origins,
  converse,
  store: storage,
  hub,
  signingKey: await storage.signingKey('direct-line'),
  screen,
  now,
  log,
  metrics,
});
const signingKey = await storage.signingKey('sessions');
const built = buildServer({
  settings,
  origins,
  directLine,
  health: { content: contentState, storageHealthy: storage.healthy, metrics },
  pages: [
    pageRoutes({
      evaluation,
      controller,
      chatDays: settings.chatDays,
      onFault: (problem) => log.error(describeFault(problem), 'page-script-failed'),
    }),
    adviserRoutes({
      cases: storage,
      keys: settings.adviserKeys,
      signingKey,
      now,
      content: contentStore.current,
      secure: isHttps(),
    }),
    maintainerRoutes({
      keys: settings.maintainerKeys,
      signingKey,
      now,
      status: () => contentState(),
      secure: isHttps(),
    }),
  ],
  log,
});
const server = createServer(built.app);
built.attach(server);
await listen(server, settings);
const purging = setInterval(() => void purge(), purgeMilliseconds);
purging.unref();
void purge();
const bot = lateBot();
setTimeout(() => void warmUp(), warmMilliseconds).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void shutDown());

function readOrExplain(): Settings {
  try {
    return readSettings(process.env);
  } catch (problem) {
    if (problem instanceof SettingsError)
      return explain(`These settings cannot be used:\n${problem.message}`);
    throw problem;
  }
}

async function openOrExplain({ dataDir, chatDays }: Settings): Promise<Storage> {
  try {
    return await openStorageThread({ folder: dataDir, retention: { chatDays } });
  } catch (problem) {
    if (problem instanceof StorageRefused) return explain(problem.message);
    throw problem;
  }
}

async function openContentOrExplain(): Promise<ContentStore> {
  try {
    return await openContent({
      root: settings.contentDir ?? projectRoot,
      cache: process.env['CONTENT_CACHE'] ?? join(settings.dataDir, 'content'),
      prepared: preparedFolder,
      watch: true,
      policy: settings.contentPolicy,
      onChange: contentChanged,
    });
  } catch (problem) {
    await (await opening).close();
    if (problem instanceof NoContent) {
      return explain(`${problem.message}:\n${problem.faults.map(formatFault).join('\n')}`);
    }
    throw problem;
  }
}

/** Ends the program with a plain sentence instead of a stack. */
function explain(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function contentChanged(status: ContentStatus): void {
  const fields = { state: status.state, version: status.version, faults: status.faults.map(formatFault) };
  if (status.state === 'ok') log.info(fields, 'content-swapped');
  else log.warn(fields, 'content-refused');
  if (status.state === 'ok')
    keepFlows().catch((problem: unknown) => log.error(describeFault(problem), 'flows-not-kept'));
}

/** Flows that conversations may pin are kept by digest, so that they can be gone on with after a change. */
async function keepFlows(): Promise<void> {
  for (const { flow, digest } of contentStore.current().flows.values())
    await storage.saveFlow(digest, JSON.stringify(flow));
}

function contentState(): {
  state: ContentStatus['state'];
  version: string | null;
  faults: readonly string[];
} {
  const { state, version, faults } = contentStore.status();
  return { state, version, faults: faults.map(formatFault) };
}

function screen(text: string): boolean {
  return contentStore.current().understanding.danger(text) !== null;
}

/** A call-back is offered only where a named person reads the queue (hazard: a handoff nobody answers). */
function staffedQueues(): readonly StaffedQueue[] {
  return settings.adviserKeys.size === 0 ? [] : contentStore.current().queues;
}

function isHttps(): boolean {
  return settings.publicUrl?.startsWith('https:') === true;
}

function listen(to: Server, { port, host }: Settings): Promise<void> {
  return new Promise((resolve) => {
    to.once('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code === 'EADDRINUSE')
        explain(`Port ${port} is in use already. Stop the other program or set PORT to another one.`);
      explain(`Cannot listen on ${host}:${port}: ${problem.code ?? problem.message}`);
    });
    to.listen(port, host, () => {
      const address = to.address();
      const at = typeof address === 'object' && address !== null ? address.port : port;
      const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
      process.stdout.write(`Palveluneuvoja: ${settings.publicUrl ?? `http://${name}:${at}/`}\n`);
      resolve();
    });
  });
}

interface LateBot {
  /** Loads it, if nobody has yet. */
  load(): Promise<MountedBot | null>;
  close(): Promise<void>;
}

/**
 * Bot Framework's SDK takes half a second to load, so it comes after the page answers, or with the first request that
 * wants it, whichever is earlier (tech decision).
 */
function lateBot(): LateBot {
  let loading: Promise<MountedBot | null> | null = null;
  // A service that is off sends nothing either, not even what waits.
  const isWanted = settings.serviceOn && (settings.bot.appId !== null || !settings.production);
  const load = (): Promise<MountedBot | null> => {
    loading ??= isWanted ? mountBot() : Promise.resolve(null);
    return loading;
  };
  built.slot.use('/api/messages', async (_request, _response, next) => {
    await load();
    next();
  });
  return { load, close: async () => (await loading)?.close() };
}

async function mountBot(): Promise<MountedBot | null> {
  const { mountBotFramework } = await import('./channel/bot-framework/endpoint.ts');
  return mountBotFramework(built.slot, { settings, converse, store: storage, log, screen });
}

/** Loads what else somebody would wait for, a piece at a time, so that messages are answered in between. */
async function warmUp(): Promise<void> {
  // Made ahead of the first visitor; a failure is told when a page asks for it.
  await bundlePage().catch(() => undefined);
  await bot.load();
  for (const lang of languages) {
    contentStore.current().understanding.warm(lang);
    await pause();
  }
}

async function purge(): Promise<void> {
  try {
    const gone = await storage.purge(now());
    if (gone.conversations + gone.cases + gone.audits > 0) log.info(gone, 'purged');
  } catch (problem) {
    log.error(describeFault(problem), 'purge-failed');
  }
}

async function shutDown(): Promise<void> {
  setTimeout(() => process.exit(0), patienceMilliseconds).unref();
  clearInterval(purging);
  built.close();
  const lastAnswered = new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  await bot.close();
  await lastAnswered;
  await contentStore.close();
  await storage.close();
  process.exit(0);
}
