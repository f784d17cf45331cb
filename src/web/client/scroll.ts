/** Keeps the newest part of the conversation in sight without taking the reader away from its beginning. */
import { messageId } from './view/message.tsx';

/**
 * Scrolls so that what the person said stands on top and the answer is read from its start. A notice of danger is
 * brought up itself, at once.
 */
export function scrollToAnswer(before: string | null, notice: string | null, isNew: boolean): void {
  if (!isNew) {
    document.querySelector('.log > :last-child')?.scrollIntoView({ block: 'start', behavior: 'instant' });
    return;
  }
  const target = notice ?? before;
  if (target === null) return;
  const how = notice === null ? behavior() : 'instant';
  document.getElementById(messageId(target))?.scrollIntoView({ block: 'start', behavior: how });
}

export function scrollToMessage(key: string): void {
  document.getElementById(messageId(key))?.scrollIntoView({ block: 'nearest', behavior: behavior() });
}

/** A phone's keyboard makes the page smaller: what was read last stays in sight while the person writes. */
export function keepPlace(): void {
  if (document.activeElement?.id !== 'write') return;
  const last = [...document.querySelectorAll('.log .said')].at(-1);
  last?.scrollIntoView({ block: 'start', behavior: 'instant' });
}

export function focusMessage(key: string): void {
  document.getElementById(messageId(key))?.focus({ preventScroll: true });
}

function behavior(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
