/** Where the person writes, and the buttons that steer the conversation from every state (PA-5). */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../../content/schema.ts';
import { commandWords, type PageTexts, texts } from '../texts.ts';
import { Menu, type MenuActions } from './menu.tsx';

export interface ComposerProps extends MenuActions {
  readonly lang: Language;
  readonly onSay: (text: string) => void;
}

/** The server understands this many characters; a longer message is still sent, for it is looked at for danger (SE-7). */
const longest = 1000;
const warnAt = 850;

export function Composer(props: ComposerProps): JSX.Element {
  const { lang, onSay } = props;
  const words = texts[lang];
  const commands = commandWords[lang];
  return (
    <div class="composer" lang={lang}>
      <div class="steer">
        <button type="button" class="human" onClick={() => onSay(commands.human)}>
          {words.human}
        </button>
        <button type="button" onClick={() => onSay(commands.back)}>
          {words.back}
        </button>
        <button type="button" onClick={() => onSay(commands.restart)}>
          {words.restart}
        </button>
        <Menu {...props} />
      </div>
      <Writing words={words} onSay={onSay} />
    </div>
  );
}

function Writing({
  words,
  onSay,
}: {
  readonly words: PageTexts;
  readonly onSay: (text: string) => void;
}): JSX.Element {
  const [text, setText] = useState('');
  const send = (): void => {
    if (text.trim() === '') return;
    onSay(text.trim());
    setText('');
  };
  const left = longest - text.length;
  return (
    <form
      class="writing"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="hidden" for="write">
        {words.write}
      </label>
      <textarea
        id="write"
        rows={1}
        value={text}
        placeholder={words.write}
        autocomplete="off"
        enterkeyhint="send"
        {...(left > longest - warnAt ? {} : { 'aria-describedby': 'write-left' })}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" class="send">
        {words.send}
      </button>
      {text.length > warnAt ? (
        <p class="left" id="write-left">
          {left >= 0 ? `${left} ${words.left}` : `${-left} ${words.tooLong}`}
        </p>
      ) : null}
    </form>
  );
}
