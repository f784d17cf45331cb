/**
 * Compiled versions on disk: what is served in one small file a version, what was learned in one large file that all
 * versions with the same training share.
 */
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Compiled, Models, PlainContent } from './compiled.ts';
import { unpack } from './pack.ts';

/** Kept versions beyond this many are deleted, oldest first. */
const mostKept = 3;

const contentFile = /^content-([0-9a-f]+)-([0-9a-f]+)\.bin$/;
const contentName = (version: string, learned: string): string => `content-${version}-${learned}.bin`;
const modelsName = (learned: string): string => `models-${learned}.bin`;

interface KeptFile {
  readonly name: string;
  readonly version: string;
  readonly learned: string;
}

/** Kept versions, the one that served last first. */
function keptFiles(folder: string): readonly KeptFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, version, learned] = contentFile.exec(name) ?? [];
      if (version === undefined || learned === undefined) return [];
      return [{ name, version, learned, at: statSync(join(folder, name)).mtimeMs }];
    })
    .sort((a, b) => b.at - a.at);
}

/** What a file holds, or null when it is missing, cut short or of another form. */
function read(folder: string, name: string): unknown {
  try {
    return unpack(readFileSync(join(folder, name)));
  } catch {
    return null;
  }
}

/** Models that learned from the training with this digest, or null. */
export function readModels(folder: string, learned: string): Models | null {
  return read(folder, modelsName(learned)) as Models | null;
}

function readFile(folder: string, { name, version, learned }: KeptFile): Compiled | null {
  const plain = read(folder, name) as PlainContent | null;
  const models = plain?.version === version ? readModels(folder, learned) : null;
  return plain === null || models === null ? null : { ...plain, models };
}

/** A kept version, or null; it then counts as the last that served, however long ago it was compiled. */
export function readVersion(folder: string, version: string): Compiled | null {
  const file = keptFiles(folder).find((each) => each.version === version);
  if (file === undefined) return null;
  const compiled = readFile(folder, file);
  if (compiled !== null) markNewest(join(folder, file.name));
  return compiled;
}

function markNewest(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    return;
  }
}

/** The version that served last, or null. */
export function readNewest(folder: string): Compiled | null {
  for (const file of keptFiles(folder)) {
    const compiled = readFile(folder, file);
    if (compiled !== null) return compiled;
  }
  return null;
}

/** Of which files, by their fingerprint, and of which program a kept version was made. */
const seenFile = 'seen.json';
const seenShape = z.object({ print: z.string(), version: z.string() });

/** The version that was made of files with this fingerprint, or null: it spares reading them all. */
export function seenVersion(folder: string, print: string): string | null {
  try {
    const seen = seenShape.parse(JSON.parse(readFileSync(join(folder, seenFile), 'utf8')));
    return seen.print === print ? seen.version : null;
  } catch {
    return null;
  }
}

/** Remembers which version files with this fingerprint make. */
export async function keepSeen(folder: string, print: string, version: string): Promise<void> {
  try {
    await write(folder, seenFile, Buffer.from(JSON.stringify({ print, version })));
  } catch {
    return;
  }
}

/** A version as packed by the compiling thread; `models` is null when they are on disk already. */
export interface PackedVersion {
  readonly version: string;
  readonly learned: string;
  readonly plain: Uint8Array;
  readonly models: Uint8Array | null;
}

/** Keeps a version and forgets the oldest. A full disk costs the cache, not the service. */
export async function keepVersion(folder: string, packed: PackedVersion): Promise<void> {
  const { version, learned, plain, models } = packed;
  try {
    await mkdir(folder, { recursive: true });
    if (models !== null) await write(folder, modelsName(learned), models);
    await write(folder, contentName(version, learned), plain);
    await prune(folder);
  } catch {
    return;
  }
}

/**
 * Takes over from another folder the models that learned from the same and, when it is there, the version that goes with
 * them; what is here already stays. A full disk costs the cache, not the service.
 */
export async function adopt(from: string, to: string, learned: string, version: string): Promise<void> {
  try {
    await mkdir(to, { recursive: true });
    for (const name of [modelsName(learned), contentName(version, learned)]) {
      if (existsSync(join(to, name)) || !existsSync(join(from, name))) continue;
      const beside = besideName(to, name);
      await copyFile(join(from, name), beside);
      await rename(beside, join(to, name));
    }
    await prune(to);
  } catch {
    return;
  }
}

const besideName = (folder: string, name: string): string => join(folder, `${name}.${process.pid}.part`);

/** Written beside and renamed, so that no reader ever sees half a file, and while chats go on. */
async function write(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const beside = besideName(folder, name);
  await writeFile(beside, bytes);
  await rename(beside, join(folder, name));
}

/** Files of an earlier form of the program go too: nothing reads them. */
async function prune(folder: string): Promise<void> {
  const kept = keptFiles(folder).slice(0, mostKept);
  const wanted = new Set(kept.flatMap(({ name, learned }) => [name, modelsName(learned)]));
  const stale = readdirSync(folder).filter((name) => name.endsWith('.bin') && !wanted.has(name));
  for (const name of stale) await rm(join(folder, name), { force: true });
}
