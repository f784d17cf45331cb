/** The conversation as a text file, made in the page: it works offline and after the end (PA-6). */
import type { Entry, View } from './conversation.ts';
import type { PageTexts } from './texts.ts';

export function writeTranscript(view: View, words: PageTexts, now: Date): string {
  const head = [`Palveluneuvoja, ${now.toLocaleString(view.lang)}`, ''];
  const rows = view.entries.map((entry) => `${speaker(entry, words)}${timeOf(entry)}\n${entry.text}\n`);
  return [...head, ...rows].join('\n');
}

function speaker(entry: Entry, words: PageTexts): string {
  if (entry.from === 'page') return '';
  return entry.from === 'bot' ? words.bot : words.you;
}

function timeOf(entry: Entry): string {
  if (entry.from === 'page' || entry.at === '') return '';
  const at = new Date(entry.at);
  return Number.isNaN(at.getTime())
    ? ''
    : ` ${at.toLocaleTimeString(entry.lang, { hour: '2-digit', minute: '2-digit' })}`;
}

/** Hands the text to the browser as a file with a neutral name (PR-9). */
export function download(text: string): void {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'keskustelu.txt';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
