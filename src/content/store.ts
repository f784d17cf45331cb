/** The content that serves: compiled apart, swapped whole, kept on disk as the last good version. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { watch } from 'chokidar';
import { assembleContent } from './assemble.ts';
import { versionOf } from './compile.ts';
import type { Compiled } from './compiled.ts';
import type { Content } from './content.ts';
import type { Fault } from './fault.ts';
import { unpack } from './pack.ts';
import { readContentFiles } from './source.ts';
import { lostDangers } from './swap-guard.ts';

export interface ContentStatus {
  /** `stale`: files on disk are faulty and the last good version serves. */
  readonly state: 'ok' | 'stale' | 'none';
  readonly version: string | null;
  readonly faults: readonly Fault[];
}

export interface ContentStore {
  current(): Content;
  status(): ContentStatus;
  /** Compiles what is on disk now and swaps it in, or keeps what serves. */
  refresh(): Promise<ContentStatus>;
  close(): Promise<void>;
}

export interface ContentOptions {
  /** Folder that holds `dialogs/` and `knowledge/`. */
  readonly root: string;
  /** Folder for compiled versions; null keeps nothing. */
  readonly cache: string | null;
  readonly watch: boolean;
  /** `release`: an unreviewed safety file stops the start, other unreviewed content is left out (PA-2). */
  readonly policy: 'evaluation' | 'release';
  readonly onChange?: (status: ContentStatus) => void;
}

/** Files must rest this long before they are compiled. */
const restMilliseconds = 1000;

/** Thrown when nothing can serve: no good files and no good version kept. */
export class NoContent extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(`content has ${faults.length} fault(s) and no earlier good version is kept`);
    this.faults = faults;
  }
}

/** Opens the content: a kept version of the same files at once, else compiled now. Throws `NoContent`. */
export async function openContent(options: ContentOptions): Promise<ContentStore> {
  const program = programDigest(options.policy);
  let content: Content | null = null;
  let status: ContentStatus = { state: 'none', version: null, faults: [] };
  let running: Promise<ContentStatus> | null = null;

  const take = (compiled: Compiled): void => {
    content = assembleContent(compiled);
    status = { state: 'ok', version: compiled.version, faults: [] };
  };
  const compileNow = async (): Promise<ContentStatus> => {
    const files = readContentFiles(options.root);
    const version = versionOf(files, program);
    if (content?.version === version) {
      status = { state: 'ok', version, faults: [] };
      return status;
    }
    const kept = options.cache === null ? null : readKept(options.cache, version);
    if (kept !== null) {
      take(kept);
      if (options.cache !== null) markNewest(options.cache, version);
    }
    if (kept === null) await compileAnew(version);
    return status;
  };
  const compileAnew = async (version: string): Promise<void> => {
    const result = await compileApart(options, version, content);
    if (result.type === 'faulty') {
      const state = content === null ? 'none' : 'stale';
      status = { state, version: content?.version ?? null, faults: result.faults };
      return;
    }
    take(result.compiled);
    if (options.cache !== null) await keep(options.cache, version, result.packed);
  };
  const refresh = (): Promise<ContentStatus> => {
    running ??= compileNow().finally(() => {
      running = null;
    });
    return running;
  };

  await refresh();
  if (content === null && options.cache !== null) {
    const last = newestKept(options.cache);
    if (last !== null) {
      content = assembleContent(last);
      status = { ...status, state: 'stale', version: last.version };
    }
  }
  if (content === null) throw new NoContent(status.faults);
  const watcher = options.watch
    ? watchFiles(options, () => refresh().then((now) => options.onChange?.(now)))
    : null;
  return {
    current: () => {
      if (content === null) throw new NoContent(status.faults);
      return content;
    },
    status: () => status,
    refresh,
    close: async () => {
      await watcher?.close();
      await running?.catch(() => undefined);
    },
  };
}

function watchFiles(options: ContentOptions, changed: () => void): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null;
  const watcher = watch([join(options.root, 'dialogs'), join(options.root, 'knowledge')], {
    ignoreInitial: true,
  });
  watcher.on('all', () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(changed, restMilliseconds);
  });
  return {
    close: async () => {
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
    },
  };
}

type Outcome =
  | { readonly type: 'compiled'; readonly compiled: Compiled; readonly packed: Uint8Array }
  | { readonly type: 'faulty'; readonly faults: readonly Fault[] };

/** What the compiling thread sends: faults, or everything in one block. */
type Answer =
  | { readonly type: 'compiled'; readonly packed: Uint8Array }
  | { readonly type: 'faulty'; readonly faults: readonly Fault[] };

const outcomeOf = (answer: Answer): Outcome =>
  answer.type === 'faulty' ? answer : { ...answer, compiled: unpack(answer.packed) as Compiled };

/** Compiles in a worker thread: training takes seconds and must not freeze a chat. */
function compileApart(options: ContentOptions, version: string, serving: Content | null): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), {
      workerData: { root: options.root, version, policy: options.policy },
    });
    worker.once('message', (answer: Answer) => resolve(guardSwap(outcomeOf(answer), serving)));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`compiling content ended early with code ${code}`)));
  });
}

/** Refuses a version that would no longer notice what the serving one notices. */
function guardSwap(outcome: Outcome, serving: Content | null): Outcome {
  if (outcome.type === 'faulty' || serving === null) return outcome;
  const faults = lostDangers(serving.dangerExamples, assembleContent(outcome.compiled).understanding);
  return faults.length === 0 ? outcome : { type: 'faulty', faults };
}

/** The program's own part of a version: other code may compile the same files otherwise. */
function programDigest(policy: string): string {
  const hash = createHash('sha256').update(policy);
  for (const folder of ['content', 'language', 'safety', 'search']) {
    const path = join(import.meta.dirname, '..', folder);
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}

const keptName = (version: string): string => `content-${version}.bin`;

/** The version that serves now is the last good one, however long ago it was compiled. */
function markNewest(folder: string, version: string): void {
  try {
    utimesSync(join(folder, keptName(version)), new Date(), new Date());
  } catch {
    return;
  }
}

/** Kept versions beyond this many are deleted, oldest first. */
const mostKept = 3;

function readKept(folder: string, version: string): Compiled | null {
  const path = join(folder, keptName(version));
  if (!existsSync(path)) return null;
  try {
    const compiled = unpack(readFileSync(path)) as Compiled;
    return compiled.version === version ? compiled : null;
  } catch {
    return null;
  }
}

function keptFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^content-[0-9a-f]+\.bin$/.test(name))
    .sort((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs);
}

function newestKept(folder: string): Compiled | null {
  for (const name of keptFiles(folder)) {
    const compiled = readKept(folder, name.slice('content-'.length, -'.bin'.length));
    if (compiled !== null) return compiled;
  }
  return null;
}

/**
 * Written beside and renamed, so that no reader ever sees half a file, and while chats go on. A full disk costs the
 * cache, not the service.
 */
async function keep(folder: string, version: string, packed: Uint8Array): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const path = join(folder, keptName(version));
    const beside = `${path}.${process.pid}.part`;
    await writeFile(beside, packed);
    await rename(beside, path);
    for (const name of keptFiles(folder).slice(mostKept)) await rm(join(folder, name), { force: true });
  } catch {
    return;
  }
}
