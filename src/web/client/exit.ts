/** "Leave quickly": the page is blank at once, this device forgets, and the way back does not lead here (PR-9). */
import type { Memory } from './memory.ts';

/** Message to the embedding site, which blanks its own page. */
export const exitMessage = 'palveluneuvoja:exit';

/** Works in every state and without a network, which is why no server is asked. */
export function armExit(memory: Memory, leave: () => void): void {
  const button = document.getElementById('exit');
  button?.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
    memory.clear();
    document.title = '…';
    document.documentElement.replaceChildren();
    if (window.parent !== window) window.parent.postMessage(exitMessage, '*');
    history.replaceState(null, '', '/exit');
    location.replace('about:blank');
  });
}
