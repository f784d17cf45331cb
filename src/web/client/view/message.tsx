/** One message of the conversation, in its own language. */
import type { JSX } from 'preact';
import type { Choice } from '../../../conversation/types.ts';
import type { Block } from '../activity.ts';
import type { AnswerEntry, Entry, PageEntry, SaidEntry } from '../conversation.ts';
import { aroundServices } from '../plain-text.ts';
import { type PageTexts, texts } from '../texts.ts';
import { ServiceCard } from './service-card.tsx';
import { Text } from './text.tsx';

export interface MessageProps {
  readonly entry: Entry;
  /** The message before was of the same speaker. */
  readonly isNext: boolean;
  /** The buttons still count. */
  readonly isOpen: boolean;
  readonly onChoose: (choice: Choice) => void;
  readonly onRetry: () => void;
}

/** The element's id, for moving the focus there. */
export const messageId = (key: string): string => `m-${key}`;

export function Message(props: MessageProps): JSX.Element {
  const { entry, isNext } = props;
  switch (entry.from) {
    case 'user':
      return <Said entry={entry} onRetry={props.onRetry} />;
    case 'page':
      return <PageLine entry={entry} />;
    case 'bot':
      return <Answer entry={entry} isNext={isNext} isOpen={props.isOpen} onChoose={props.onChoose} />;
    default:
      return entry satisfies never;
  }
}

function PageLine({ entry }: { readonly entry: PageEntry }): JSX.Element {
  return (
    <p class="page-line" id={messageId(entry.key)} lang={entry.lang}>
      {entry.text}
    </p>
  );
}

function Said({ entry, onRetry }: { readonly entry: SaidEntry; readonly onRetry: () => void }): JSX.Element {
  const words = texts[entry.lang];
  return (
    <div class={`message said ${entry.state}`} id={messageId(entry.key)} lang={entry.lang} tabIndex={-1}>
      <span class="hidden">{words.you} </span>
      <div class="bubble">
        <Text text={entry.text} isLinked={false} />
      </div>
      {entry.state === 'sending' ? (
        <p class="send-state" aria-hidden="true">
          {words.sending}
        </p>
      ) : null}
      {entry.state === 'failed' || entry.state === 'waiting' || entry.state === 'refused' ? (
        <div class="send-state trouble">
          <p>{entry.why ?? (entry.state === 'refused' ? words.tooLarge : words.notSent)}</p>
          {entry.state === 'refused' ? null : (
            <button type="button" class="quiet" onClick={onRetry}>
              {words.tryAgain}
            </button>
          )}
        </div>
      ) : null}
    </div>
  );
}

interface AnswerProps {
  readonly entry: AnswerEntry;
  readonly isNext: boolean;
  readonly isOpen: boolean;
  readonly onChoose: (choice: Choice) => void;
}

function Answer({ entry, isNext, isOpen, onChoose }: AnswerProps): JSX.Element {
  const words = texts[entry.lang];
  const isNotice = entry.block.type === 'notice';
  return (
    <div
      class={`message answer of-${entry.block.type}${isNext ? ' next' : ''}`}
      id={messageId(entry.key)}
      lang={entry.lang}
      tabIndex={-1}
    >
      {isNext ? null : <span class="hidden">{words.bot} </span>}
      {/* An alert once, when it comes; read again after a reload it is a message as any other. */}
      <div class="body" {...(isNotice && entry.isNew ? { role: 'alert' } : {})}>
        <Content entry={entry} words={words} />
      </div>
      {isOpen && entry.choices.length > 0 ? (
        <fieldset class="choices">
          <legend class="hidden">{words.answers}</legend>
          {entry.choices.map((choice) => (
            <button type="button" key={choice.value.choice} onClick={() => onChoose(choice)}>
              {choice.label}
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function Content({ entry, words }: { readonly entry: AnswerEntry; readonly words: PageTexts }): JSX.Element {
  const { block, text } = entry;
  switch (block.type) {
    case 'services':
      return <Services block={block} text={text} words={words} />;
    case 'notice':
      return <Notice block={block} text={text} words={words} />;
    case 'plain':
    case 'status':
      return (
        <div class="bubble">
          <Text text={text} isLinked={true} />
        </div>
      );
    default:
      return block satisfies never;
  }
}

interface BlockProps<Type extends Block['type']> {
  readonly block: Extract<Block, { readonly type: Type }>;
  readonly text: string;
  readonly words: PageTexts;
}

function Services({ block, text, words }: BlockProps<'services'>): JSX.Element {
  const { heading, services } = block;
  const { before, after } = aroundServices(text, services);
  const intro = before.startsWith(heading) ? before.slice(heading.length).trim() : before;
  return (
    <div class="services">
      {heading === '' ? null : <h3>{heading}</h3>}
      <Text text={intro} isLinked={true} />
      {services.map((service) => (
        <ServiceCard key={service.id} service={service} words={words} level={heading === '' ? 'h3' : 'h4'} />
      ))}
      <Text text={after} isLinked={true} />
    </div>
  );
}

/** MD-4: the numbers to call come right after the first sentence, before all that can be read later. */
function Notice({ block, text, words }: BlockProps<'notice'>): JSX.Element {
  const { before, after } = aroundServices(text, block.services);
  const [first = '', ...rest] = before.split(/\n{2,}/);
  return (
    <div class={`notice level-${block.level}`}>
      <h3>{words.notice}</h3>
      <Text text={first} isLinked={true} />
      {block.services.map((service) => (
        <ServiceCard key={service.id} service={service} words={words} level="h4" />
      ))}
      <Text text={rest.join('\n\n')} isLinked={true} />
      <Text text={after} isLinked={true} />
    </div>
  );
}
