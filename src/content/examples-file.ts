/**
 * Reads the plainest kind of file quickly: a few `key: value` lines, then lists of blocks whose messages stand one a
 * line. More than eighty thousand messages are read whenever content is compiled, and a YAML parser takes seconds
 * over them.
 * Whatever is not exactly in this form is left to the YAML parser, which also finds every fault.
 */

/** A plain scalar that YAML reads as the same text: no number, no truth value, no sign with a meaning. */
const plain = /^[A-Za-z][A-Za-z0-9-]*$/;
const reserved = /^(true|false|null|yes|no|on|off|y|n)$/i;
const quotedNumber = /^"(\d+)"$/;

type Scalar = string | boolean;

function scalarOf(text: string): Scalar | null {
  const number = quotedNumber.exec(text)?.[1];
  if (number !== undefined) return number;
  if (text === 'true') return true;
  return plain.test(text) && !reserved.test(text) ? text : null;
}

const topLine = /^([a-z]+):(?: (\S+))?$/;
const blockLine = /^ {2}- ([a-z]+): (\S+)$/;
const fieldLine = /^ {4}([a-z]+): (\S+)$/;
const sayLine = '    say: |';
const messageIndent = '      ';

/**
 * The value of a file in the plain form, or null when it is not in it. Agrees with the YAML parser on every file it
 * reads (test/content/examples-file.test.ts).
 */
export function readExamplesFile(text: string): Record<string, unknown> | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const file: Record<string, unknown> = {};
  let list: Record<string, unknown>[] | null = null;
  let block: Record<string, unknown> | null = null;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.startsWith('# ')) {
      at += 1;
      continue;
    }
    if (block !== null && line === sayLine) {
      const said = messagesFrom(lines, at + 1);
      if (said === null || 'say' in block) return null;
      block['say'] = said.text;
      at = said.next;
      continue;
    }
    const top = topLine.exec(line);
    const opening = list === null ? null : blockLine.exec(line);
    const field = block === null ? null : fieldLine.exec(line);
    const [, key = '', value] = top ?? opening ?? field ?? [];
    if (key === '') return null;
    if (top !== null && value === undefined) {
      if (key in file) return null;
      list = [];
      block = null;
      file[key] = list;
    } else {
      const scalar = scalarOf(value ?? '');
      if (scalar === null) return null;
      if (opening !== null) {
        block = {};
        list?.push(block);
      } else if (top !== null) {
        list = null;
        block = null;
      }
      const target = top === null ? block : file;
      if (target === null || key in target) return null;
      target[key] = scalar;
    }
    at += 1;
  }
  return Object.values(file).some((each) => Array.isArray(each) && each.length === 0) ? null : file;
}

/** The lines of a block scalar from `start`, and where it ends; null when YAML could read them otherwise. */
function messagesFrom(lines: readonly string[], start: number): { text: string; next: number } | null {
  let next = start;
  let text = '';
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (!line.startsWith(messageIndent)) break;
    const message = line.slice(messageIndent.length);
    if (message === '' || /^\s|[\p{Cc}\u2028\u2029\ufeff]/u.test(message)) return null;
    text += `${message}\n`;
  }
  return text === '' ? null : { text, next };
}
