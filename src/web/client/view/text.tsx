/** Plain text as paragraphs, lists and links. Everything is a text node; links are http(s) and tel only. */
import type { ComponentChildren, JSX } from 'preact';
import { linkPieces, readParagraphs } from '../plain-text.ts';

export function Text({ text, isLinked }: { readonly text: string; readonly isLinked: boolean }): JSX.Element {
  const shown = (row: string): ComponentChildren => (isLinked ? linked(row) : row);
  return (
    <>
      {readParagraphs(text).map((paragraph, index) =>
        paragraph.type === 'list' ? (
          <ul key={index}>
            {paragraph.items.map((item) => (
              <li key={item}>{shown(item)}</li>
            ))}
          </ul>
        ) : (
          <p key={index}>{shown(paragraph.lines.join('\n'))}</p>
        ),
      )}
    </>
  );
}

function linked(row: string): ComponentChildren {
  return linkPieces(row).map((piece) =>
    piece.type === 'text' ? piece.text : <OutLink href={piece.href} text={piece.text} note={null} />,
  );
}

/** A link out of the page: calls stay here, sites open in a tab of their own so that the conversation stays. */
export function OutLink(link: {
  readonly href: string;
  readonly text: string;
  readonly note: string | null;
}): JSX.Element {
  if (link.href.startsWith('tel:')) return <a href={link.href}>{link.text}</a>;
  return (
    <a href={link.href} target="_blank" rel="noopener noreferrer">
      {link.text}
      {link.note === null ? null : <span class="hidden"> ({link.note})</span>}
    </a>
  );
}
