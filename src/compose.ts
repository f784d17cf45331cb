/** Puts the core together for tools that work in memory, beside a running server or without one. */
import { join } from 'node:path';
import type { Content } from './content/content.ts';
import { type ContentOptions, type ContentStore, openContent } from './content/store.ts';
import { type Converse, createConverse } from './conversation/converse.ts';
import { lendRecognizers } from './recognizers.ts';
import { openStorage, type Storage } from './storage/storage.ts';

/** Folder that holds `dialogs/` and `knowledge/`. */
export const projectRoot = join(import.meta.dirname, '..');

/** Where `npm run content -- compile` leaves compiled content for whoever starts first. */
export const preparedFolder =
  process.env['PREPARED_DIR'] ?? join(projectRoot, 'node_modules/.cache/palveluneuvoja');

/** Where a tool finds content, and keeps what it compiled: as the server does, unless told otherwise. */
export const toolContent = (): ContentOptions => ({
  root: process.env['CONTENT_DIR'] ?? projectRoot,
  cache: process.env['CONTENT_CACHE'] ?? join(process.env['DATA_DIR'] ?? '.data', 'content'),
  prepared: preparedFolder,
  watch: false,
  policy: 'evaluation',
});

export interface Core {
  readonly contentStore: ContentStore;
  readonly content: () => Content;
  readonly converse: Converse;
  readonly storage: Storage;
  close(): Promise<void>;
}

/** A core in memory: nothing is written but the cache of compiled content. Throws `NoContent`. */
export async function composeCore(options: { readonly now?: () => Date } = {}): Promise<Core> {
  lendRecognizers();
  const contentStore = await openContent(toolContent());
  const storage = openStorage({ folder: null });
  const converse = createConverse({
    content: contentStore.current,
    store: storage,
    now: options.now ?? (() => new Date()),
    controller: null,
    queues: () => [],
    startsItself: () => true,
  });
  return {
    contentStore,
    content: contentStore.current,
    converse,
    storage,
    close: async () => {
      await contentStore.close();
      await storage.close();
    },
  };
}
