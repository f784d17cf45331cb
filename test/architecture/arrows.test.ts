/** Imports run along the arrows of the architecture, and only the composition knows everything. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = join(import.meta.dirname, '../../src');

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => name.replaceAll('\\', '/'));

/** Modules a file imports: paths from src/ for ours, names for others. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => {
    const name = match[1] ?? '';
    return name.startsWith('.') ? relative(src, join(src, file, '..', name)).replaceAll('\\', '/') : name;
  });
}

const folderOf = (file: string): string => file.split('/')[0] ?? '';

/** What each folder may import of ours besides itself. Types of content and conversation are shared words. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  privacy: ['language'],
  language: ['content/schema.ts', 'content/content.ts', 'privacy'],
  search: ['language', 'privacy', 'content/schema.ts', 'content/content.ts'],
  safety: ['language', 'search', 'privacy', 'content/schema.ts', 'content/content.ts'],
  triage: ['language', 'content/schema.ts', 'conversation/types.ts'],
  guidance: [
    'language',
    'content/schema.ts',
    'content/content.ts',
    'conversation/types.ts',
    'opening-hours.ts',
  ],
  conversation: ['language', 'search', 'safety', 'triage', 'guidance', 'privacy', 'content'],
  content: ['language', 'search', 'safety', 'triage', 'guidance', 'conversation/phrase.ts'],
  storage: ['conversation'],
};

const pure = ['language', 'search', 'safety', 'privacy', 'triage', 'guidance'];

describe('architecture', () => {
  it.each(Object.keys(allowed))('src/%s imports only along the arrows', (folder) => {
    const wrong = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => files.includes(name))
          .filter((name) => folderOf(name) !== folder)
          .filter(
            (name) => !(allowed[folder] ?? []).some((may) => name === may || name.startsWith(`${may}/`)),
          )
          .map((name) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it.each(pure)('src/%s does no I/O: it imports no module of Node', (folder) => {
    const wrong = files
      .filter((file) => folderOf(file) === folder)
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => name.startsWith('node:'))
          .map((name) => `${file} → ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it.each(pure)('src/%s reads no clock and no randomness', (folder) => {
    const wrong = files
      .filter((file) => folderOf(file) === folder)
      .filter((file) =>
        /Math\.random|Date\.now|new Date\(\)|randomUUID/.test(readFileSync(join(src, file), 'utf8')),
      );
    expect(wrong).toEqual([]);
  });

  it('botbuilder is imported in src/channel/bot-framework only', () => {
    const wrong = files.filter((file) =>
      importsOf(file).some((name) => name.startsWith('botbuilder') || name.startsWith('botframework')),
    );
    expect(
      wrong.filter((file) => !file.startsWith('channel/bot-framework/') && !file.startsWith('tools/bench')),
    ).toEqual([]);
  });

  it('the turn itself is pure', () => {
    const parts = files.filter(
      (file) => file.startsWith('conversation/part/') || file === 'conversation/turn.ts',
    );
    expect(parts.length).toBeGreaterThan(5);
    const wrong = parts.filter((file) =>
      /node:|Math\.random|Date\.now|new Date\(\)|randomUUID/.test(readFileSync(join(src, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
