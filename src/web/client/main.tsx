/**
 * The resident's page in the browser: ties the connection, the queue of messages and what is shown together. On pages
 * to read it only makes the way out quick.
 */
import { render } from 'preact';
import type { Language } from '../../content/schema.ts';
import type { Choice } from '../../conversation/types.ts';
import { readLanguage } from './activity.ts';
import { createConnection } from './connection.ts';
import { emptyView, isWaiting, markSent, note, receive, say, type View } from './conversation.ts';
import { createDirectLine } from './direct-line.ts';
import { armExit } from './exit.ts';
import { createMemory } from './memory.ts';
import { createOutbox } from './outbox.ts';
import { focusMessage, keepPlace, scrollToAnswer, scrollToMessage } from './scroll.ts';
import { inLanguage, showLanguage } from './shell.ts';
import { commandWords, texts } from './texts.ts';
import { download, writeTranscript } from './transcript.ts';
import { App } from './view/app.tsx';
import { Composer } from './view/composer.tsx';

/** After this long without an answer the page says so and names the phones. */
const slowAfter = 8000;

const root = document.getElementById('app');
const desk = document.getElementById('compose');
const memory = createMemory(() => sessionStorage);
// The way out works before anything else does, and whatever else fails.
armExit(memory, () => connection?.close());
root?.replaceChildren();

let view: View = emptyView(readLanguage(document.documentElement.lang));
let isReplay = memory.read() !== null;
let slowTimer: ReturnType<typeof setTimeout> | null = null;

const connection = root === null ? null : open();
const outbox = createOutbox({
  post: async (message) => connection?.post(message),
  onState: (clientId, state, said) => {
    change(markSent(view, clientId, state, inLanguage(said, view.lang)));
    if (state !== 'sending' && state !== 'sent') scrollToMessage(clientId);
  },
});

function change(next: View): void {
  if (next.lang !== view.lang) showLanguage(next.lang);
  view = next;
  draw();
}

function draw(): void {
  if (root === null || desk === null) return;
  const retry = (): void => outbox.wake();
  const choose = (choice: Choice): void => send(choice.label, choice);
  render(<App view={view} isReplay={isReplay} onChoose={choose} onRetry={retry} />, root);
  const composer = (
    <Composer
      lang={view.lang}
      onSay={(text) => send(text, null)}
      onLanguage={speak}
      onSave={() => download(writeTranscript(view, texts[view.lang], new Date()))}
      onPrint={() => print()}
    />
  );
  render(composer, desk);
}

function open(): ReturnType<typeof createConnection> {
  return createConnection({
    directLine: createDirectLine((input, options) => fetch(input, options)),
    memory,
    openSocket: (address) => new WebSocket(address),
    origin: location.origin,
    lang: () => view.lang,
    isHidden: () => document.hidden,
    onActivities: (activities, isNew) => {
      const last = view.entries.at(-1)?.key ?? null;
      change(receive(view, activities, isNew));
      const notice = activities.find(
        (activity) => activity.from === 'bot' && activity.block.type === 'notice',
      );
      if (activities.some(({ from }) => from === 'bot')) scrollToAnswer(last, notice?.id ?? null, isNew);
      // What is shown again is drawn silently; from now on the log speaks.
      if (isReplay) setTimeout(() => endReplay(), 0);
      if (isNew) watchForSlowness();
    },
    onState: (link) => {
      change({ ...view, link });
      if (link === 'online') {
        outbox.wake();
        if (isReplay) setTimeout(() => endReplay(), 0);
      }
    },
    onLost: () => {
      isReplay = false;
      if (view.entries.length > 0) change(note(view, texts[view.lang].startedAnew));
    },
  });
}

function endReplay(): void {
  isReplay = false;
  draw();
}

function send(text: string, choice: Choice | null): void {
  const clientId = freshId();
  const at = new Date().toISOString();
  change(say(view, { clientId, text, at, choice: choice?.value.choice ?? null }));
  outbox.add({ clientId, text, value: choice?.value ?? null, lang: view.lang });
  // A pressed button is gone from the page: its reader goes on from the words it said, before the answer.
  if (choice !== null) focusMessage(clientId);
  scrollToMessage(clientId);
  watchForSlowness();
}

/** `randomUUID` would need https; a page in evaluation may be without. */
function freshId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function watchForSlowness(): void {
  if (slowTimer !== null) clearTimeout(slowTimer);
  slowTimer = isWaiting(view) ? setTimeout(() => change({ ...view, isSlow: true }), slowAfter) : null;
}

function speak(lang: Language): void {
  if (view.entries.length > 0) send(commandWords[lang].language, null);
  change({ ...view, lang });
}

if (root !== null) {
  draw();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-lang]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      speak(readLanguage(link.lang));
    });
  }
  const wake = (): void => {
    if (document.hidden) return;
    connection?.wake();
    outbox.wake();
  };
  for (const event of ['online', 'pageshow', 'focus']) addEventListener(event, wake);
  document.addEventListener('visibilitychange', wake);
  addEventListener('resize', keepPlace);
}
