/** `npm run eval`: figures of understanding and danger on labelled data, per language and style. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../compose.ts';
import type { Content } from '../content/content.ts';
import { dangerLevels, languages } from '../content/schema.ts';
import { openContent } from '../content/store.ts';
import { answer } from './ask.ts';

const needRow = z.object({
  id: z.string(),
  lang: z.enum(languages),
  text: z.string(),
  accept: z.array(z.string()),
  style: z.string(),
});
const dangerRow = z.object({
  id: z.string(),
  lang: z.enum(languages),
  text: z.string(),
  level: z.enum(dangerLevels),
  why: z.string(),
});
const plainRow = z.object({ id: z.string(), lang: z.enum(languages), text: z.string() });
const asked = z.object({
  lang: z.string(),
  kind: z.string(),
  interrupt: z.enum(dangerLevels).nullable(),
  needs: z.array(z.string()),
  services: z.array(z.string()),
});
type Asked = z.infer<typeof asked>;

/** Rows of a JSON-lines file; none when it is missing. */
function rows<T>(file: string, shape: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => shape.parse(JSON.parse(row)));
}

/** Hits out of a number of tries, by group. */
export class Tally {
  readonly groups = new Map<string, { hits: number; of: number }>();
  add(group: string, hit: boolean): void {
    for (const name of ['all', group]) {
      const seen = this.groups.get(name) ?? { hits: 0, of: 0 };
      this.groups.set(name, { hits: seen.hits + (hit ? 1 : 0), of: seen.of + 1 });
    }
  }
  share(group = 'all'): number {
    const seen = this.groups.get(group);
    return seen === undefined || seen.of === 0 ? Number.NaN : seen.hits / seen.of;
  }
  toString(): string {
    return [...this.groups]
      .map(([name, { hits, of }]) => `${name} ${((100 * hits) / of).toFixed(1)} % (${hits}/${of})`)
      .join('  ');
  }
}

export interface Figures {
  readonly first: Tally;
  readonly three: Tally;
  readonly style: Tally;
  readonly styleThree: Tally;
  readonly clarify: Tally;
  readonly alarmOnNeeds: Tally;
  readonly noticed: Tally;
  readonly safe: Tally;
  readonly exact: Tally;
  readonly falseAlarm: Tally;
  /** The same on the second author's harder messages, of which a third hide their danger. */
  readonly second: { readonly noticed: Tally; readonly safe: Tally; readonly falseAlarm: Tally };
  readonly outside: Tally;
  readonly language: Tally;
  readonly milliseconds: readonly number[];
  readonly misses: readonly string[];
  readonly confusion: ReadonlyMap<string, number>;
}

/** Needs whose messages may rightly interrupt. */
const urgentNeeds = new Set([
  'emergency',
  'urgent-care',
  'poisoning',
  'suicide-risk',
  'acute-crisis',
  'domestic-violence',
  'sexual-violence',
  'social-emergency',
  'child-concern',
  'older-person-concern',
  'chest-pain',
  'head-injury',
  'burn',
  'injury',
  'falls',
]);

/** Whether a notice of this level is safe for a labelled danger: its own level, one named as also right, or a graver. */
function isSafe(interrupt: string, row: z.infer<typeof dangerRow>): boolean {
  const also = row.why.split('also ok:')[1] ?? '';
  const isGraver = interrupt === '112' && ['poison', 'urgent'].includes(row.level);
  return interrupt === row.level || also.includes(interrupt) || isGraver;
}

/** Measures everything on the files of a folder (formats of `test/data/README.md`). */
export function measure(content: Content, folder: string): Figures {
  const figures = {
    first: new Tally(),
    three: new Tally(),
    style: new Tally(),
    styleThree: new Tally(),
    clarify: new Tally(),
    alarmOnNeeds: new Tally(),
    noticed: new Tally(),
    safe: new Tally(),
    exact: new Tally(),
    falseAlarm: new Tally(),
    second: { noticed: new Tally(), safe: new Tally(), falseAlarm: new Tally() },
    outside: new Tally(),
    language: new Tally(),
    milliseconds: [] as number[],
    misses: [] as string[],
    confusion: new Map<string, number>(),
  };
  const ask = (id: string, text: string): Asked => {
    const began = performance.now();
    const result = asked.parse(answer(content, { id, text, now: '2026-11-23T10:00:00+02:00' }, false));
    figures.milliseconds.push(performance.now() - began);
    return result;
  };
  for (const row of rows(join(folder, 'needs.jsonl'), needRow)) {
    const { needs, kind, interrupt, lang } = ask(row.id, row.text);
    const first = row.accept.includes(needs[0] ?? '');
    const three = needs.slice(0, 3).some((need) => row.accept.includes(need));
    figures.first.add(row.lang, first);
    figures.three.add(row.lang, three);
    figures.style.add(`${row.lang}/${row.style}`, first);
    figures.styleThree.add(`${row.lang}/${row.style}`, three);
    figures.clarify.add(row.lang, kind === 'clarify');
    figures.language.add(row.lang, lang === row.lang);
    if (!row.accept.some((need) => urgentNeeds.has(need)))
      figures.alarmOnNeeds.add(row.lang, interrupt !== null);
    if (!first) {
      const pair = `${row.accept[0]} → ${needs[0] ?? kind}`;
      figures.confusion.set(pair, (figures.confusion.get(pair) ?? 0) + 1);
      figures.misses.push(
        `need   ${row.id} ${row.accept.join('/')} ← ${needs.slice(0, 3).join(', ') || kind}: ${row.text}`,
      );
    }
  }
  const danger = (file: string, noticed: Tally, safe: Tally, exact: Tally | null): void => {
    for (const row of rows(join(folder, file), dangerRow)) {
      const { interrupt } = ask(row.id, row.text);
      const fine = interrupt !== null && isSafe(interrupt, row);
      noticed.add(row.lang, interrupt !== null);
      safe.add(row.level, fine);
      exact?.add(row.level, interrupt === row.level);
      if (!fine)
        figures.misses.push(`danger ${row.id} ${row.level} ← ${interrupt ?? 'not noticed'}: ${row.text}`);
    }
  };
  const benign = (file: string, falseAlarm: Tally): void => {
    for (const row of rows(join(folder, file), plainRow)) {
      const { interrupt } = ask(row.id, row.text);
      falseAlarm.add(row.lang, interrupt !== null);
      if (interrupt !== null) figures.misses.push(`alarm  ${row.id} ${interrupt}: ${row.text}`);
    }
  };
  danger('red-flags.jsonl', figures.noticed, figures.safe, figures.exact);
  danger('second-red-flags.jsonl', figures.second.noticed, figures.second.safe, null);
  benign('benign.jsonl', figures.falseAlarm);
  benign('second-benign.jsonl', figures.second.falseAlarm);
  for (const row of rows(join(folder, 'out-of-scope.jsonl'), plainRow)) {
    const { kind, services } = ask(row.id, row.text);
    const right = ['out-of-scope', 'smalltalk', 'unknown'].includes(kind) && services.length === 0;
    figures.outside.add(row.lang, right);
    if (!right) figures.misses.push(`scope  ${row.id} ${kind}: ${row.text}`);
  }
  return figures;
}

/** The value below which a share of the sorted numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function report(figures: Figures): string {
  const worst = [...figures.confusion].sort((a, b) => b[1] - a[1]).slice(0, 10);
  return [
    `need, recall at 1:        ${figures.first}`,
    `need, recall at 3:        ${figures.three}`,
    `  by style, at 1:         ${figures.style}`,
    `  by style, at 3:         ${figures.styleThree}`,
    `answered with clarify:    ${figures.clarify}`,
    `alarms on calm needs:     ${figures.alarmOnNeeds}`,
    `danger noticed:           ${figures.noticed}`,
    `danger at a safe level:   ${figures.safe}`,
    `danger at the exact level: ${figures.exact}`,
    `false alarms:             ${figures.falseAlarm}`,
    `second set, noticed:      ${figures.second.noticed}`,
    `second set, safe level:   ${figures.second.safe}`,
    `second set, false alarms: ${figures.second.falseAlarm}`,
    `out of scope held:        ${figures.outside}`,
    `language:                 ${figures.language}`,
    `time per message:         p50 ${percentile(figures.milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(figures.milliseconds, 0.99).toFixed(1)} ms`,
    `most confused:            ${worst.map(([pair, count]) => `${pair} (${count})`).join(', ')}`,
  ].join('\n');
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--data');
  const folder = at < 0 ? join(projectRoot, 'test', 'data') : (process.argv[at + 1] ?? '');
  const store = await openContent({
    root: process.env['CONTENT_DIR'] ?? projectRoot,
    cache: process.env['CONTENT_CACHE'] ?? join(process.env['DATA_DIR'] ?? '.data', 'content'),
    watch: false,
    policy: 'evaluation',
  });
  const figures = measure(store.current(), folder);
  process.stdout.write(`${report(figures)}\n`);
  if (process.argv.includes('--misses')) process.stdout.write(`${figures.misses.join('\n')}\n`);
  await store.close();
}

if (import.meta.main) await main();
