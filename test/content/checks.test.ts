/** The content check names every fault at once, with its place, its rule and how to mend it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkContent } from '../../src/content/checks/index.ts';
import { checkRelease } from '../../src/content/checks/release.ts';
import { type Fault, formatFault } from '../../src/content/fault.ts';
import { readContentFiles } from '../../src/content/files.ts';
import { parseContent } from '../../src/content/source.ts';
import { root } from '../support/content.ts';

let files: ReadonlyMap<string, string>;
/** Without the messages of signs, which nothing refers to: parsing them for every fault would take most of the time. */
let withoutSigns: ReadonlyMap<string, string>;
beforeAll(() => {
  files = readContentFiles(root);
  withoutSigns = new Map([...files].filter(([name]) => !name.startsWith('dialogs/safety/signs/')));
});

/** Faults after one file has been changed. */
function faultsAfter(file: string, change: (text: string) => string): readonly Fault[] {
  const before = files.get(file) ?? '';
  const after = change(before);
  expect(after, `the change to ${file} took hold`).not.toBe(before);
  const { source, faults } = parseContent(new Map([...withoutSigns, [file, after]]));
  return [...faults, ...checkContent(source)];
}

/** A positive example of a red-flag rule. */
function firesFirst(): string {
  const { source } = parseContent(new Map([...withoutSigns].filter(([name]) => name.includes('red-flags'))));
  return source.redFlags[0]?.value.rules[0]?.fires.fi[0] ?? '';
}

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('the content check', () => {
  it('finds nothing wrong with the content as it is', () => {
    const { source, faults } = parseContent(files);
    expect([...faults, ...checkContent(source)].map(formatFault)).toEqual([]);
  });

  it('names a target that does not exist, its place, and what was probably meant', () => {
    const file = 'dialogs/toothache.yaml';
    const text = files.get(file) ?? '';
    const target = /to: ([a-z-]+)/.exec(text)?.[1] ?? '';
    const wrong = `${target}x`;
    const [fault, ...more] = faultsAfter(file, (before) =>
      before.replace(`to: ${target}`, `to: ${wrong}`),
    ).filter((each) => each.rule === 'flow/unknown-target');
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ file, line: lineOf(text, `to: ${target}`) });
    expect(formatFault(fault ?? { file, line: 0, column: 0, rule: '', what: '', mend: '' })).toMatch(
      new RegExp(
        `^dialogs/toothache\\.yaml:\\d+:\\d+: flow/unknown-target: .*"${wrong}".*did you mean "${target}"\\?$`,
      ),
    );
  });

  it.each([
    [
      'an unquoted telephone number',
      'knowledge/services/national/urgent.yaml',
      (text: string) =>
        text.replace(/value: "(0[\d ]+)"/, (_, number: string) => `value: ${number.replaceAll(' ', '')}`),
      'shape/type',
    ],
    [
      'a field that does not exist',
      'dialogs/toothache.yaml',
      (text: string) => text.replace('\nneed:', '\nnede: x\nneed:'),
      'shape/unknown-field',
    ],
    [
      'a missing language',
      'dialogs/phrases.yaml',
      (text: string) => text.replace(/\n {2}sv: Ja\n/, '\n'),
      'shape/missing',
    ],
    [
      'a tab in the indentation',
      'dialogs/toothache.yaml',
      (text: string) => text.replace('\n  - id', '\n\t- id'),
      'yaml/syntax',
    ],
    [
      'a service that does not exist',
      'knowledge/needs/toothache.yaml',
      (text: string) => text.replace(/fallback: \[([a-z-]+)/, 'fallback: [county-websight'),
      'reference/unknown-service',
    ],
    [
      'a promise that care is not needed (MD-3)',
      'dialogs/phrases.yaml',
      (text: string) => text.replace('Auttoiko tämä?', 'Et tarvitse hoitoa. Auttoiko tämä?'),
      'wording/md-3',
    ],
    [
      'a decision (PA-1)',
      'dialogs/phrases.yaml',
      (text: string) => text.replace('Did this help?', 'You are entitled to this. Did it help?'),
      'wording/pa-1',
    ],
    [
      'a message that is danger in one file and harmless in another',
      'knowledge/needs/toothache.examples.yaml',
      (text: string) => text.replace('    say: |\n', `    say: |\n      ${firesFirst()}\n`),
      'safety/contradiction',
    ],
    [
      'a number in a flow',
      'dialogs/toothache.yaml',
      (text: string) =>
        text.replace(/ask:\n {6}fi: [^\n]*/, (found) => `${found.replace(/\?.*/, '')} 017 123456?`),
      'wording/number',
    ],
  ])('refuses %s', (_, file, change, rule) => {
    expect(faultsAfter(file, change).map((fault) => fault.rule)).toContain(rule);
  });

  it('tells all faults at once', () => {
    const file = 'dialogs/phrases.yaml';
    const found = faultsAfter(file, (text) =>
      text.replace('Auttoiko tämä?', 'Et tarvitse hoitoa.').replace('Did this help?', 'It is harmless.'),
    );
    expect(found.filter((fault) => fault.rule === 'wording/md-3')).toHaveLength(2);
  });

  it('a release also fails on what no professional has accepted, with the command that mends it', () => {
    const { source } = parseContent(files);
    const faults = checkRelease(source, '2026-11-21');
    expect(
      faults.filter((fault) => fault.file === 'dialogs/safety/red-flags.yaml').map((fault) => fault.rule),
    ).toContain('release/not-reviewed');
    expect(faults.find((fault) => fault.rule === 'release/not-reviewed')?.mend).toContain(
      'npm run content -- review',
    );
    expect(faults.map((fault) => fault.rule)).toContain('release/unverified');
  });

  it('a fact grows stale after a year', () => {
    const { source } = parseContent(files);
    const stale = (today: string): readonly string[] =>
      checkRelease(source, today).flatMap((fault) => (fault.rule === 'release/stale' ? [fault.what] : []));
    expect(stale('2028-01-01').length).toBeGreaterThan(stale('2026-11-22').length);
  });
});
