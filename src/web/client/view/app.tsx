/** The conversation: its log, whether an answer is on its way, and the state of the connection. */
import type { JSX } from 'preact';
import type { Choice } from '../../../conversation/types.ts';
import { isWaiting, openAnswers, type View } from '../conversation.ts';
import { type PageTexts, texts } from '../texts.ts';
import { Message } from './message.tsx';

export interface AppProps {
  readonly view: View;
  /** True while an earlier conversation is being shown again: it is not announced. */
  readonly isReplay: boolean;
  readonly onChoose: (choice: Choice) => void;
  readonly onRetry: () => void;
}

export function App(props: AppProps): JSX.Element {
  const { view, isReplay } = props;
  const words = texts[view.lang];
  const open = openAnswers(view);
  return (
    <>
      <div class="log" role="log" aria-live={isReplay ? 'off' : 'polite'} aria-labelledby="conversation">
        {view.entries.map((entry, index) => (
          <Message
            key={entry.key}
            entry={entry}
            isNext={view.entries[index - 1]?.from === entry.from}
            isOpen={open.has(entry.key)}
            onChoose={props.onChoose}
            onRetry={props.onRetry}
          />
        ))}
      </div>
      {isWaiting(view) ? (
        <p class="typing">
          <span class="hidden">{words.answering}</span>
          <i />
          <i />
          <i />
        </p>
      ) : null}
      <p class="link-state" role="status">
        {statusOf(view, words)}
      </p>
    </>
  );
}

function statusOf(view: View, words: PageTexts): string {
  switch (view.link) {
    case 'offline':
      return view.entries.length === 0 ? words.unavailable : words.offline;
    case 'busy':
      return words.busy;
    case 'connecting':
      return view.entries.length === 0 ? words.connecting : '';
    case 'online':
      return view.isSlow && isWaiting(view) ? words.slow : '';
    default:
      return view.link satisfies never;
  }
}
