/** Measures understanding on the labelled messages of a folder (formats of `test/data/README.md`). */
import { join } from 'node:path';
import { z } from 'zod';
import type { Content } from '../../content/content.ts';
import { type DangerLevel, dangerLevels, type Language } from '../../content/schema.ts';
import { answer } from '../ask.ts';
import { understandAnswer } from '../understand.ts';
import { dangerRow, expressionRow, identityRow, needRow, placeRow, plainRow, rows } from './rows.ts';
import { withSlips } from './slips.ts';
import { Tally } from './tally.ts';

const asked = z.object({
  lang: z.string(),
  kind: z.string(),
  interrupt: z.enum(dangerLevels).nullable(),
  needs: z.array(z.string()),
  services: z.array(z.string()),
  reply: z.string(),
});
type Asked = z.infer<typeof asked>;

/** Figures of one author's dangerous and harmless messages. */
export class DangerFigures {
  /** By language. */
  readonly noticed = new Tally();
  /** By level. */
  readonly safe = new Tally();
  readonly exact = new Tally();
  /** By language. */
  readonly falseAlarm = new Tally();
}

/** Authors of danger by the beginning of their files' names; test/data/README.md tells what each was asked. */
export const dangerAuthors = [
  '',
  'second-',
  'third-',
  'fourth-',
  'fifth-',
  'sixth-',
  'seventh-',
  'eighth-',
  'ninth-',
] as const;
export type DangerAuthor = (typeof dangerAuthors)[number];

export class Figures {
  /** By language. */
  readonly first = new Tally();
  readonly three = new Tally();
  /** By language and style. */
  readonly style = new Tally();
  readonly styleThree = new Tally();
  readonly clarify = new Tally();
  readonly alarmOnNeeds = new Tally();
  readonly danger: Readonly<Record<DangerAuthor, DangerFigures>> = {
    '': new DangerFigures(),
    'second-': new DangerFigures(),
    'third-': new DangerFigures(),
    'fourth-': new DangerFigures(),
    'fifth-': new DangerFigures(),
    'sixth-': new DangerFigures(),
    'seventh-': new DangerFigures(),
    'eighth-': new DangerFigures(),
    'ninth-': new DangerFigures(),
  };
  /** Needs as other people write them, never read by whoever chose anything; by language. */
  readonly otherPeople = {
    first: new Tally(),
    three: new Tally(),
    clarify: new Tally(),
    alarm: new Tally(),
    language: new Tally(),
  };
  /** The same messages with slips of the finger, all authors together, by language. */
  readonly slips = {
    first: new Tally(),
    three: new Tally(),
    noticed: new Tally(),
    falseAlarm: new Tally(),
  };
  /** The same dangers, and harmless messages, each between two calm needs of its language; by language. */
  readonly buried = { noticed: new Tally(), falseAlarm: new Tally() };
  /** Notices that hold every number of their level, by level. */
  readonly numbers = new Tally();
  readonly outside = new Tally();
  readonly language = new Tally();
  /** By type. */
  readonly expressions = new Tally();
  readonly places = new Tally();
  readonly identityCodes = new Tally();
  readonly milliseconds: number[] = [];
  readonly misses: string[] = [];
  readonly confusion = new Map<string, number>();
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

/** Numbers that a notice of each level must hold (issue and duties: 112 in all). */
const numbersOf: Readonly<Record<DangerLevel, readonly string[]>> = {
  '112': ['112'],
  crisis: ['112', '09 2525 0111'],
  violence: ['112', '080 005 005'],
  poison: ['112', '0800 147 111'],
  urgent: ['112', '116117'],
};

/** Measures everything on the files of a folder. Needs `lendRecognizers` first. */
export function measure(content: Content, folder: string): Figures {
  const figures = new Figures();
  const ask = (id: string, text: string): Asked => {
    const began = performance.now();
    const result = asked.parse(answer(content, { id, text, now: '2026-11-23T10:00:00+02:00' }, false));
    figures.milliseconds.push(performance.now() - began);
    const { interrupt, reply } = result;
    if (interrupt !== null)
      figures.numbers.add(
        interrupt,
        numbersOf[interrupt].every((number) => reply.includes(number)),
      );
    return result;
  };
  const needs = rows(join(folder, 'needs.jsonl'), needRow);
  measureNeeds(figures, needs, ask);
  for (const row of rows(join(folder, 'second-needs.jsonl'), needRow)) {
    const found = ask(row.id, row.text);
    const { first, three, clarify, alarm, language } = figures.otherPeople;
    first.add(row.lang, row.accept.includes(found.needs[0] ?? ''));
    three.add(
      row.lang,
      found.needs.slice(0, 3).some((need) => row.accept.includes(need)),
    );
    clarify.add(row.lang, found.kind === 'clarify');
    if (!mayInterrupt(row)) alarm.add(row.lang, found.interrupt !== null);
    language.add(row.lang, found.lang === row.lang);
  }
  for (const { id, lang, text, accept } of needs) {
    const found = ask(id, withSlips(text)).needs;
    figures.slips.first.add(lang, accept.includes(found[0] ?? ''));
    figures.slips.three.add(
      lang,
      found.slice(0, 3).some((need) => accept.includes(need)),
    );
  }
  const calmOf = (lang: Language): readonly string[] =>
    needs.filter((row) => row.lang === lang && !mayInterrupt(row)).map(({ text }) => text);
  const calm = { fi: calmOf('fi'), sv: calmOf('sv'), en: calmOf('en') };
  for (const author of dangerAuthors) {
    const [dangers, benign] = [
      rows(join(folder, `${author}red-flags.jsonl`), dangerRow),
      rows(join(folder, `${author}benign.jsonl`), plainRow),
    ];
    measureDanger(figures, author, dangers, ask);
    measureBenign(figures, author, benign, ask);
    const alarms = (text: string): boolean => content.understanding.danger(text) !== null;
    for (const { lang, text } of dangers) figures.slips.noticed.add(lang, alarms(withSlips(text)));
    for (const { lang, text } of benign) figures.slips.falseAlarm.add(lang, alarms(withSlips(text)));
    for (const [at, { lang, text }] of dangers.entries())
      figures.buried.noticed.add(lang, alarms(buried(text, at, calm[lang])));
    for (const [at, { lang, text }] of benign.entries())
      figures.buried.falseAlarm.add(lang, alarms(buried(text, at, calm[lang])));
  }
  for (const row of rows(join(folder, 'out-of-scope.jsonl'), plainRow)) {
    const { kind, services } = ask(row.id, row.text);
    const right = ['out-of-scope', 'smalltalk', 'unknown'].includes(kind) && services.length === 0;
    figures.outside.add(row.lang, right);
    if (!right) figures.misses.push(`scope  ${row.id} ${kind}: ${row.text}`);
  }
  measureAnswers(figures, folder);
  return figures;
}

/** Whether a message of these needs may rightly interrupt. */
const mayInterrupt = ({ accept }: z.infer<typeof needRow>): boolean =>
  accept.some((need) => urgentNeeds.has(need));

const asSentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** A message between two calm ones, others for each. */
function buried(text: string, at: number, calm: readonly string[]): string {
  const [before = '', after = ''] = [calm[(at * 7) % calm.length], calm[(at * 13 + 5) % calm.length]];
  return [before, text, after].map(asSentence).join(' ');
}

type Ask = (id: string, text: string) => Asked;

function measureNeeds(figures: Figures, list: readonly z.infer<typeof needRow>[], ask: Ask): void {
  for (const row of list) {
    const { needs, kind, interrupt, lang } = ask(row.id, row.text);
    const first = row.accept.includes(needs[0] ?? '');
    const three = needs.slice(0, 3).some((need) => row.accept.includes(need));
    figures.first.add(row.lang, first);
    figures.three.add(row.lang, three);
    figures.style.add(`${row.lang}/${row.style}`, first);
    figures.styleThree.add(`${row.lang}/${row.style}`, three);
    figures.clarify.add(row.lang, kind === 'clarify');
    figures.language.add(row.lang, lang === row.lang);
    if (!mayInterrupt(row)) figures.alarmOnNeeds.add(row.lang, interrupt !== null);
    if (first) continue;
    const pair = `${row.accept[0]} → ${needs[0] ?? kind}`;
    figures.confusion.set(pair, (figures.confusion.get(pair) ?? 0) + 1);
    figures.misses.push(
      `need   ${row.id} ${row.accept.join('/')} ← ${needs.slice(0, 3).join(', ') || kind}: ${row.text}`,
    );
  }
}

function measureDanger(
  figures: Figures,
  author: DangerAuthor,
  list: readonly z.infer<typeof dangerRow>[],
  ask: Ask,
): void {
  const { noticed, safe, exact } = figures.danger[author];
  for (const row of list) {
    const { interrupt } = ask(row.id, row.text);
    const fine = interrupt !== null && isSafe(interrupt, row);
    noticed.add(row.lang, interrupt !== null);
    safe.add(row.level, fine);
    exact.add(row.level, interrupt === row.level);
    if (!fine)
      figures.misses.push(`danger ${row.id} ${row.level} ← ${interrupt ?? 'not noticed'}: ${row.text}`);
  }
}

function measureBenign(
  figures: Figures,
  author: DangerAuthor,
  list: readonly z.infer<typeof plainRow>[],
  ask: Ask,
): void {
  for (const row of list) {
    const { interrupt } = ask(row.id, row.text);
    figures.danger[author].falseAlarm.add(row.lang, interrupt !== null);
    if (interrupt !== null) figures.misses.push(`alarm  ${row.id} ${interrupt}: ${row.text}`);
  }
}

function measureAnswers(figures: Figures, folder: string): void {
  const note = (
    tally: Tally,
    group: string,
    id: string,
    text: string,
    got: unknown,
    wanted: unknown,
  ): void => {
    const right = plainValue(got) === plainValue(wanted);
    tally.add(group, right);
    if (!right) figures.misses.push(`answer ${id} ${plainValue(wanted)} ← ${plainValue(got)}: ${text}`);
  };
  for (const { id, text, type, lang, value } of rows(join(folder, 'expressions.jsonl'), expressionRow)) {
    const question = { id, text, type, ...(lang === undefined ? {} : { lang }) };
    note(figures.expressions, type, id, text, understandAnswer(question)['value'], value);
  }
  for (const { id, text, municipality } of rows(join(folder, 'places.jsonl'), placeRow)) {
    const got = understandAnswer({ id, text, type: 'place' })['municipality'];
    note(figures.places, municipality === null ? 'none named' : 'named', id, text, got, municipality);
  }
  for (const { id, text, contains } of rows(join(folder, 'hetu.jsonl'), identityRow)) {
    const got = understandAnswer({ id, text, type: 'hetu' })['contains'];
    note(figures.identityCodes, contains ? 'holds one' : 'holds none', id, text, got, contains);
  }
}

/** A value to compare: 24 hours are a day, seven days a week, twelve months a year. */
export function plainValue(value: unknown): string {
  const span = z.record(z.string(), z.number()).safeParse(value);
  if (!span.success) return JSON.stringify(value ?? null);
  const { hours, days, weeks, months, years } = span.data;
  if (hours !== undefined) return `${hours} h`;
  if (days !== undefined) return `${days * 24} h`;
  if (weeks !== undefined) return `${weeks * 168} h`;
  return months !== undefined ? `${months} months` : `${(years ?? 0) * 12} months`;
}
