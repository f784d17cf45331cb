/** Before all tests: compiles the real content once, so that no test file compiles it beside another. */

import { preparedFolder } from '../../src/compose.ts';
import { openContent } from '../../src/content/store.ts';
import { cache, root } from './content.ts';

export async function setup(): Promise<void> {
  const store = await openContent({
    root,
    cache,
    prepared: preparedFolder,
    watch: false,
    policy: 'evaluation',
  });
  await store.close();
}
