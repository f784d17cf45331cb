/**
 * Reads YAML quickly: ten megabytes of it are read whenever content is compiled, and the parser that knows the place of
 * every value takes six times as long. Whatever this one does not read is left to that one, which finds every fault.
 */
import { CORE_SCHEMA, load } from 'js-yaml';

/** An anchor or an alias (`&name`, `*name`): a few of them can stand for millions of values. */
const anchors = /(?:^|[\s[{,:-])[&*]\S/;

/**
 * The value of a text, or null when it is not plain YAML or holds something that looks like an anchor. Agrees with the
 * other parser on what it reads (test/content/quick-yaml.test.ts).
 */
export function readQuickly(text: string): unknown {
  if (anchors.test(text)) return null;
  try {
    return load(text, { schema: CORE_SCHEMA }) ?? null;
  } catch {
    return null;
  }
}
