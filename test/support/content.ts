/** The project's real content, compiled once and kept between test files. */
import { join } from 'node:path';
import type { Content } from '../../src/content/content.ts';
import { openContent } from '../../src/content/store.ts';

export const root = join(import.meta.dirname, '../..');
export const cache = join(root, '.cache/content');

let opened: Promise<Content> | null = null;

/** The served content; the first caller on a machine waits for the training. */
export function servedContent(): Promise<Content> {
  opened ??= openContent({ root, cache, watch: false, policy: 'evaluation' }).then((store) =>
    store.current(),
  );
  return opened;
}
