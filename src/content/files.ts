/** The files of `dialogs/` and `knowledge/`, and the digests by which versions of them are told apart. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type FileMap = ReadonlyMap<string, string>;

/**
 * Names of the two folders' YAML files (from `root`, with `/`), sorted by folder; none of a folder that is not there, for
 * the check names what is missing. Throws when a folder cannot be read.
 */
function contentFileNames(root: string): readonly string[] {
  const folders = ['dialogs', 'knowledge'].filter((folder) => existsSync(join(root, folder)));
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && !entry.name.startsWith('.'))
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''),
      )
      .sort(),
  );
}

/** The files' texts by name. Throws when one cannot be read. */
export function readContentFiles(root: string): FileMap {
  return new Map(contentFileNames(root).map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

/**
 * Digest of the files' names, sizes and times, without reading them: it differs whenever a file was written since, for
 * no program can set the time of change (ctime).
 */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const name of contentFileNames(root)) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(join(root, name));
    hash.update(`${name}\0${size} ${mtimeMs} ${ctimeMs} ${ino}\n`);
  }
  return hash.digest('hex');
}

/** Files that the models learn from. */
const trainingFiles =
  /^(knowledge\/(needs|elsewhere|synonyms)|dialogs\/safety\/signs)\/|^dialogs\/safety\/red-flags\.yaml$/;

/** Digest of the files that the models learn from. */
export function learnedFrom(files: FileMap, program: string): string {
  return versionOf(new Map([...files].filter(([name]) => trainingFiles.test(name))), program);
}

/** Digest of the files and of the form the compiled content has in this version of the program. */
export function versionOf(files: FileMap, program: string): string {
  const hash = createHash('sha256').update(program);
  for (const [name, text] of files) hash.update('\0').update(name).update('\0').update(text);
  return hash.digest('hex').slice(0, 16);
}

/** Digest of one piece of content, as conversations pin it. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
