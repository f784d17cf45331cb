/** The menu behind "More": saving, printing, deleting, languages and the pages to read. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../content/schema.ts';
import { languageNames } from '../../words.ts';
import { commandWords, languages, texts } from '../texts.ts';

export interface MenuActions {
  readonly lang: Language;
  readonly onSay: (text: string) => void;
  readonly onLanguage: (lang: Language) => void;
  readonly onSave: () => void;
  readonly onPrint: () => void;
}

export function Menu({ lang, onSay, onLanguage, onSave, onPrint }: MenuActions): JSX.Element {
  const words = texts[lang];
  const box = useRef<HTMLDetailsElement>(null);
  const close = (): void => box.current?.removeAttribute('open');
  useEffect(() => {
    const outside = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) close();
    };
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
    };
  }, []);
  const act = (action: () => void) => (): void => {
    close();
    box.current?.querySelector('summary')?.focus();
    action();
  };
  const item = (label: string, action: () => void): JSX.Element => (
    <li>
      <button type="button" onClick={act(action)}>
        {label}
      </button>
    </li>
  );
  return (
    <details
      class="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key === 'Escape') act(() => {})();
      }}
    >
      <summary>{words.more}</summary>
      <ul>
        {item(words.save, onSave)}
        {item(words.print, onPrint)}
        {item(words.forget, () => onSay(commandWords[lang].forget))}
        {languages
          .filter((other) => other !== lang)
          .map((other) => (
            <li key={other}>
              <button type="button" lang={other} onClick={act(() => onLanguage(other))}>
                {languageNames[other]}
              </button>
            </li>
          ))}
        <li>
          <a href={`/privacy?lang=${lang}`}>{words.privacy}</a>
        </li>
        <li>
          <a href={`/accessibility?lang=${lang}`}>{words.accessibility}</a>
        </li>
      </ul>
    </details>
  );
}
