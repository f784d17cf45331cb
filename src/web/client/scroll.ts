/** Keeps the newest part of the conversation in sight without taking the reader away from its beginning. */
import { messageId } from './view/message.tsx';

/** Scrolls so that what the person said stands on top and the answer is read from its start. */
export function scrollToAnswer(before: string | null, isSmooth: boolean): void {
  const element = before === null ? null : document.getElementById(messageId(before));
  if (isSmooth) element?.scrollIntoView({ block: 'start', behavior: behavior() });
  else document.querySelector('.log > :last-child')?.scrollIntoView({ block: 'start' });
}

export function scrollToMessage(key: string): void {
  document.getElementById(messageId(key))?.scrollIntoView({ block: 'nearest', behavior: behavior() });
}

export function focusMessage(key: string): void {
  document.getElementById(messageId(key))?.focus({ preventScroll: true });
}

function behavior(): ScrollBehavior {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
}
