/** Reads YAML files: their value, the place of every part of it, and every fault of syntax. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Fault, Path } from './fault.ts';
import { readQuickly } from './quick-yaml.ts';

/** A parsed YAML file that knows the place of every value in it. */
export interface SourceFile {
  readonly file: string;
  readonly value: unknown;
  /** Line and column (from 1) of the value at a path, or of the nearest one above it. */
  place(path: Path): { readonly line: number; readonly column: number };
}

/** Parses YAML text; syntax faults come back with their places. */
export function parseSource(
  file: string,
  text: string,
): { source: SourceFile | null; faults: readonly Fault[] } {
  const quick = readQuickly(text);
  if (quick !== null) {
    // Places are asked for only where something is wrong; then the YAML parser finds them.
    const place = (path: Path): { line: number; column: number } =>
      parseYaml(file, text).source?.place(path) ?? { line: 1, column: 1 };
    return { source: { file, value: quick, place }, faults: [] };
  }
  return parseYaml(file, text);
}

function parseYaml(file: string, text: string): { source: SourceFile | null; faults: readonly Fault[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, schema: 'core' });
  const faults = [...document.errors, ...document.warnings].map((problem): Fault => {
    const at = counter.linePos(problem.pos[0]);
    return {
      file,
      line: at.line,
      column: at.col,
      rule: 'yaml/syntax',
      what: problem.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'not valid YAML',
      mend: 'check indentation, colons and quotes on this line and the one above',
    };
  });
  if (faults.length > 0) return { source: null, faults };
  const place = (path: Path): { line: number; column: number } => {
    const offset = offsetOf(document.contents, path);
    const at = counter.linePos(offset);
    return { line: at.line, column: at.col };
  };
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    const fault = {
      file,
      line: 1,
      column: 1,
      rule: 'yaml/alias',
      what: 'too many aliases (*name)',
      mend: 'write the values out',
    };
    return { source: null, faults: [fault] };
  }
  return { source: { file, value, place }, faults: [] };
}

function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) return offset;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
      if (isScalar(node) && node.range) offset = node.range[0];
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (hasRange(node)) offset = node.range[0];
    } else return offset;
  }
  return offset;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
