/** Replies as a terminal shows them: plain text, numbered answers, colours where they are wanted. */
import type { StoredActivity } from '../../conversation/ports.ts';
import type { Choice, Reply } from '../../conversation/types.ts';
import { choicesOf } from '../direct-line/activity.ts';

const styles = { danger: '1;31', strong: '1', answer: '36', quiet: '2' } as const;
type Style = keyof typeof styles;
export type Paint = (style: Style, text: string) => string;

/** Colours lines one by one, so that a pager or a narrow window never bleeds; off, text stays as it is. */
export function createPaint(isOn: boolean): Paint {
  if (!isOn) return (_style, text) => text;
  return (style, text) =>
    text
      .split('\n')
      .map((line) => (line === '' ? line : `\u001b[${styles[style]}m${line}\u001b[0m`))
      .join('\n');
}

export interface Screenful {
  readonly text: string;
  /** Answers by number, from 1. */
  readonly choices: readonly Choice[];
}

/** Everything the person reads in answer to one message. */
export function renderAnswer(activities: readonly StoredActivity[], paint: Paint): Screenful {
  const choices = activities.flatMap((activity) =>
    activity.reply === null ? [] : choicesOf(activity.reply),
  );
  const texts = activities.map((activity) => renderText(activity.reply, activity.text, paint));
  const list = choices.map((choice, index) => paint('answer', `  ${index + 1}) ${choice.label}`));
  return { text: [...texts, ...(list.length === 0 ? [] : [list.join('\n')])].join('\n\n'), choices };
}

function renderText(reply: Reply | null, text: string, paint: Paint): string {
  if (reply === null) return text;
  switch (reply.type) {
    case 'notice':
      return paint('danger', text);
    case 'question':
    case 'form':
      return paint('strong', text);
    case 'status':
      return paint('quiet', text);
    case 'services': {
      const [first = '', ...rest] = text.split('\n');
      return [paint('strong', first), ...rest].join('\n');
    }
    case 'text':
    case 'summary':
      return text;
    default:
      return reply satisfies never;
  }
}

/** The choice a typed number stands for; anything else is the person's own words. */
export function pickChoice(line: string, choices: readonly Choice[]): Choice | null {
  const typed = /^\s*(\d{1,2})[.)]?\s*$/.exec(line)?.[1];
  return typed === undefined ? null : (choices[Number(typed) - 1] ?? null);
}
