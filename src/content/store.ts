/** The content that serves: compiled apart, swapped whole, kept on disk as the last good version. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type FSWatcher, watch } from 'chokidar';
import { assembleContent } from './assemble.ts';
import type { CompileOptions } from './compile.ts';
import type { Compiled, Models, PlainContent } from './compiled.ts';
import type { Content } from './content.ts';
import type { Fault } from './fault.ts';
import { fingerprint, learnedFrom, readContentFiles, versionOf } from './files.ts';
import {
  adopt,
  keepSeen,
  keepVersion,
  type PackedVersion,
  readModels,
  readNewest,
  readVersion,
  seenVersion,
} from './kept.ts';
import { unpack } from './pack.ts';
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
  /** Folder where versions lie that were compiled beforehand, with an installation or an image; only read. */
  readonly prepared?: string | null;
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
  const { cache, prepared = null } = options;
  const program = programDigest(options.policy);
  let serving: Serving | null = null;
  /** Fingerprint of the files last looked at. */
  let onDisk = '';
  let status: ContentStatus = { state: 'none', version: null, faults: [] };
  let running: Promise<ContentStatus> | null = null;
  /** Keeping on disk what serves already: nobody waits for it but the end. */
  let keeping: Promise<void> = Promise.resolve();
  const keepLater = (work: () => Promise<void>): void => {
    keeping = keeping.then(work);
  };

  const take = (next: Serving): void => {
    serving = next;
    status = { state: 'ok', version: next.content.version, faults: [] };
  };
  const compileNow = async (): Promise<ContentStatus> => {
    onDisk = fingerprint(options.root);
    const print = `${program} ${onDisk}`;
    const seen = cache === null ? null : seenVersion(cache, print);
    const kept = cache === null || seen === null || serving !== null ? null : readVersion(cache, seen);
    if (kept === null) await readAndCompile(print);
    else take(served(kept));
    return status;
  };
  const readAndCompile = async (print: string): Promise<void> => {
    const files = readContentFiles(options.root);
    const version = versionOf(files, program);
    if (serving?.content.version === version) {
      status = { state: 'ok', version, faults: [] };
      return;
    }
    const learned = learnedFrom(files, program);
    const kept = cache === null ? null : readVersion(cache, version);
    const found = kept ?? (prepared === null ? null : readVersion(prepared, version));
    if (found === null) await compileAnew(learned);
    else take(served(found));
    if (cache === null) return;
    if (prepared !== null && kept === null) keepLater(() => adopt(prepared, cache, learned, version));
    if (status.version === version) keepLater(() => keepSeen(cache, print, version));
  };
  const compileAnew = async (learned: string): Promise<void> => {
    const known = knownModels(learned);
    const job = {
      root: options.root,
      policy: options.policy,
      program,
      known: known === null ? null : learned,
    };
    const outcome = await open(await compileApart(job), known, serving);
    if (outcome.type === 'faulty') {
      const state = serving === null ? 'none' : 'stale';
      status = { state, version: serving?.content.version ?? null, faults: outcome.faults };
      return;
    }
    take(outcome.serving);
    if (cache !== null) keepLater(() => keepVersion(cache, outcome.packed));
  };
  /** Models that learned from the same, in service or on disk. */
  const knownModels = (learned: string): Models | null => {
    if (serving?.learned === learned) return serving.models;
    const folders = [cache, prepared].filter((folder) => folder !== null);
    return folders.reduce<Models | null>((found, folder) => found ?? readModels(folder, learned), null);
  };
  const swap = (): Promise<ContentStatus> => {
    running ??= compileNow().finally(() => {
      running = null;
    });
    return running;
  };
  const refresh = async (): Promise<ContentStatus> => {
    const now = await swap();
    await keeping;
    return now;
  };
  const content = (): Content => {
    if (serving === null) throw new NoContent(status.faults);
    return serving.content;
  };

  await swap();
  const last = status.state === 'none' && cache !== null ? readNewest(cache) : null;
  if (last !== null) {
    serving = served(last);
    status = { ...status, state: 'stale', version: last.version };
  }
  content();
  const watcher = options.watch
    ? watchFiles(
        options,
        () => onDisk,
        () => refresh().then((now) => options.onChange?.(now)),
      )
    : null;
  return {
    current: content,
    status: () => status,
    refresh,
    close: async () => {
      await watcher?.close();
      await running?.catch(() => undefined);
      await keeping;
    },
  };
}

/** What serves, with the models and what they learned from, for the next version that needs no other ones. */
interface Serving {
  readonly content: Content;
  readonly models: Models;
  readonly learned: string;
}

const served = (compiled: Compiled): Serving => ({
  content: assembleContent(compiled),
  models: compiled.models,
  learned: compiled.learned,
});

/** Watching begins this much after content serves: looking at every file would make the start wait. */
const watchMilliseconds = 1000;

/** `lastSeen`: fingerprint of the files last looked at, so that no change is missed while watching begins. */
function watchFiles(
  { root }: ContentOptions,
  lastSeen: () => string,
  changed: () => void,
): { close(): Promise<void> } {
  let watcher: FSWatcher | null = null;
  let timer = setTimeout(begin, watchMilliseconds);
  function begin(): void {
    watcher = watch([join(root, 'dialogs'), join(root, 'knowledge')], { ignoreInitial: true });
    watcher.on('all', rest);
    // What changed before the watcher knew every file is no event of it.
    watcher.on('ready', () => {
      if (fingerprint(root) !== lastSeen()) rest();
    });
  }
  function rest(): void {
    clearTimeout(timer);
    timer = setTimeout(changed, restMilliseconds);
  }
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher?.close();
    },
  };
}

type Outcome =
  | { readonly type: 'compiled'; readonly serving: Serving; readonly packed: PackedVersion }
  | { readonly type: 'faulty'; readonly faults: readonly Fault[] };

/** What the compiling thread sends: faults, or content and what it learned, each in one block. */
type Answer =
  | { readonly type: 'compiled'; readonly plain: Uint8Array; readonly models: Uint8Array | null }
  | { readonly type: 'faulty'; readonly faults: readonly Fault[] };

type Job = CompileOptions & { readonly root: string };

/** Compiles in a worker thread: training takes seconds and must not freeze a chat. */
function compileApart(job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./compile-worker.ts', import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`compiling content ended early with code ${code}`)));
  });
}

/** Opens what was compiled; refuses a version that would no longer notice what the one before it notices. */
async function open(answer: Answer, known: Models | null, before: Serving | null): Promise<Outcome> {
  if (answer.type === 'faulty') return answer;
  const plain = unpack(answer.plain) as PlainContent;
  const models = answer.models === null ? known : (unpack(answer.models) as Models);
  if (models === null) throw new Error('content was compiled without models, and none are known');
  const serving = served({ ...plain, models });
  if (before !== null && before.learned !== plain.learned) {
    const faults = await lostDangers(before.content.dangerExamples, serving.content.understanding);
    if (faults.length > 0) return { type: 'faulty', faults };
  }
  const { version, learned } = plain;
  return { type: 'compiled', serving, packed: { ...answer, version, learned } };
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
