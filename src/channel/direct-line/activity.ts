/** Stored activities as they look on the wire: the Bot Framework's activity, our typed blocks in `channelData`. */
import type { NewActivity, StoredActivity } from '../../conversation/ports.ts';
import type { Choice, Meta, Reply } from '../../conversation/types.ts';

/** The bot as every channel knows it. */
export const botAccount = { id: 'palveluneuvoja', name: 'Palveluneuvoja', role: 'bot' } as const;

interface Account {
  readonly id: string;
  readonly name?: string;
  readonly role: 'bot' | 'user';
}

export interface CardAction {
  readonly type: 'messageBack';
  readonly title: string;
  readonly text: string;
  readonly displayText: string;
  readonly value: Choice['value'];
}

export interface WireActivity {
  readonly type: 'message';
  readonly id: string;
  readonly timestamp: string;
  readonly channelId: 'directline';
  readonly conversation: { readonly id: string };
  readonly from: Account;
  readonly recipient: Account;
  readonly locale: string;
  readonly text: string;
  readonly textFormat: 'plain';
  readonly inputHint?: 'acceptingInput' | 'expectingInput';
  readonly suggestedActions?: { readonly to: readonly string[]; readonly actions: readonly CardAction[] };
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly palveluneuvoja?: Partial<Meta> & { readonly block: Reply | null };
  };
}

type Blocks = Pick<WireActivity, 'inputHint' | 'suggestedActions' | 'channelData'>;

/** The id an activity has outside: its conversation and its place there. */
export function wireId(stored: Pick<StoredActivity, 'conversation' | 'seq' | 'id'>): string {
  // What was not stored has no place; its own id keeps it apart from everything that has.
  const isPlaced = stored.seq < Number.MAX_SAFE_INTEGER / 2;
  return `${stored.conversation}|${isPlaced ? String(stored.seq).padStart(7, '0') : stored.id}`;
}

/** An activity as the client of `user` gets it: the user's own is echoed, with the client's id untouched. */
export function toActivity(stored: StoredActivity, user = 'resident'): WireActivity {
  const person: Account = { id: user, role: 'user' };
  const shared = {
    type: 'message',
    id: wireId(stored),
    timestamp: stored.at,
    channelId: 'directline',
    conversation: { id: stored.conversation },
    locale: stored.lang,
    text: stored.text,
    // Nobody's text reaches a Markdown renderer (SE-8).
    textFormat: 'plain',
  } as const;
  if (stored.from === 'user') {
    const echoed = stored.clientId === null ? {} : { channelData: { clientActivityID: stored.clientId } };
    return { ...shared, from: person, recipient: botAccount, ...echoed };
  }
  return { ...shared, from: botAccount, recipient: person, ...toBlocks(stored) };
}

/** What an answer of the bot holds beside its text, on every channel that knows no cards. */
export function toBlocks({ reply, meta }: Pick<NewActivity, 'reply' | 'meta'>): Blocks {
  const choices = reply === null ? [] : choicesOf(reply);
  return {
    inputHint: reply !== null && asks(reply) ? 'expectingInput' : 'acceptingInput',
    ...(choices.length === 0 ? {} : { suggestedActions: { to: [], actions: choices.map(toAction) } }),
    channelData: { palveluneuvoja: { ...meta, block: reply } },
  };
}

/** The buttons of a reply, if its kind has any. */
export function choicesOf(reply: Reply): readonly Choice[] {
  return 'choices' in reply ? reply.choices : [];
}

function asks(reply: Reply): boolean {
  return reply.type === 'form' || reply.type === 'question' || choicesOf(reply).length > 0;
}

function toAction(choice: Choice): CardAction {
  const { label, value } = choice;
  return { type: 'messageBack', title: label, text: label, displayText: label, value };
}
