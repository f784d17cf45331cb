/** `npm run eval`: figures of understanding and danger on labelled data, per language and style. */
import { join } from 'node:path';
import { projectRoot, toolContent } from '../compose.ts';
import { openContent } from '../content/store.ts';
import { lendRecognizers } from '../recognizers.ts';
import {
  type DangerAuthor,
  type DangerFigures,
  dangerAuthors,
  type Figures,
  measure,
} from './eval/measure.ts';
import { percentile } from './eval/tally.ts';

export function report(figures: Figures): string {
  const worst = [...figures.confusion].sort((a, b) => b[1] - a[1]).slice(0, 10);
  return [
    `need, recall at 1:        ${figures.first}`,
    `need, recall at 3:        ${figures.three}`,
    `  by style, at 1:         ${figures.style}`,
    `  by style, at 3:         ${figures.styleThree}`,
    `answered with clarify:    ${figures.clarify}`,
    `alarms on calm needs:     ${figures.alarmOnNeeds}`,
    'needs as other people write them',
    `  recall at 1:            ${figures.otherPeople.first}`,
    `  recall at 3:            ${figures.otherPeople.three}`,
    `  answered with clarify:  ${figures.otherPeople.clarify}`,
    `  alarms on calm needs:   ${figures.otherPeople.alarm}`,
    `  language:               ${figures.otherPeople.language}`,
    ...dangerAuthors.flatMap((author) => dangerLines(author, figures.danger[author])),
    'the same with slips of the finger in a third of the long words',
    `  need, recall at 1:      ${figures.slips.first}`,
    `  need, recall at 3:      ${figures.slips.three}`,
    `  danger noticed:         ${figures.slips.noticed}`,
    `  false alarms:           ${figures.slips.falseAlarm}`,
    'the same between two calm messages',
    `  danger noticed:         ${figures.buried.noticed}`,
    `  false alarms:           ${figures.buried.falseAlarm}`,
    `numbers in the notice:    ${figures.numbers}`,
    `out of scope held:        ${figures.outside}`,
    `language:                 ${figures.language}`,
    `spoken answers:           ${figures.expressions}`,
    `municipality:             ${figures.places}`,
    `identity codes:           ${figures.identityCodes}`,
    `time per message:         p50 ${percentile(figures.milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(figures.milliseconds, 0.99).toFixed(1)} ms`,
    `most confused:            ${worst.map(([pair, count]) => `${pair} (${count})`).join(', ')}`,
  ].join('\n');
}

function dangerLines(author: DangerAuthor, danger: DangerFigures): readonly string[] {
  const name = author === '' ? 'first author' : `${author.replace('-', '')} author`;
  return [
    `danger, ${name}`,
    `  noticed:                ${danger.noticed}`,
    `  at a safe level:        ${danger.safe}`,
    `  at the exact level:     ${danger.exact}`,
    `  false alarms:           ${danger.falseAlarm}`,
  ];
}

async function main(): Promise<void> {
  lendRecognizers();
  const at = process.argv.indexOf('--data');
  const folder = at < 0 ? join(projectRoot, 'test', 'data') : (process.argv[at + 1] ?? '');
  const store = await openContent(toolContent());
  const figures = measure(store.current(), folder);
  process.stdout.write(`${report(figures)}\n`);
  if (process.argv.includes('--misses')) process.stdout.write(`${figures.misses.join('\n')}\n`);
  await store.close();
}

if (import.meta.main) await main();
