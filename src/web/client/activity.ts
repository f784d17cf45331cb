/** Direct Line activities as the page shows them; unknown shapes fall back to their plain text. */
import type { Language } from '../../content/schema.ts';
import type { ChannelView, Choice } from '../../conversation/types.ts';
import { type Fields, fieldsOf, listOf, textOf, textOrNull } from './fields.ts';

export interface ShownService {
  readonly id: string;
  readonly name: string;
  readonly describe: string;
  readonly channels: readonly ChannelView[];
}

/** How a message of the assistant is drawn. */
export type Block =
  | { readonly type: 'plain' }
  | { readonly type: 'status' }
  | { readonly type: 'services'; readonly heading: string; readonly services: readonly ShownService[] }
  | { readonly type: 'notice'; readonly level: string; readonly services: readonly ShownService[] };

export interface BotActivity {
  readonly from: 'bot';
  readonly id: string;
  readonly lang: Language;
  readonly text: string;
  readonly at: string;
  readonly block: Block;
  readonly choices: readonly Choice[];
}

export interface UserActivity {
  readonly from: 'user';
  readonly id: string;
  readonly clientId: string | null;
  readonly text: string;
  readonly at: string;
}

export type Activity = BotActivity | UserActivity;

/** Messages of a Direct Line answer in their order; what is no message is left out. */
export function readActivities(value: unknown): readonly Activity[] {
  return listOf(fieldsOf(value).activities).flatMap((item) => {
    const activity = readActivity(fieldsOf(item));
    return activity === null ? [] : [activity];
  });
}

function readActivity(activity: Fields): Activity | null {
  const id = textOf(activity.id);
  if (activity.type !== 'message' || id === '') return null;
  const text = textOf(activity.text);
  const at = textOf(activity.timestamp);
  const data = fieldsOf(activity.channelData);
  if (fieldsOf(activity.from).role === 'user') {
    return { from: 'user', id, clientId: textOrNull(data.clientActivityID), text, at };
  }
  const own = fieldsOf(data.palveluneuvoja);
  const block = fieldsOf(own.block);
  const choices = readChoices(listOf(block.choices), 'label');
  return {
    from: 'bot',
    id,
    lang: readLanguage(own.lang ?? activity.locale),
    text,
    at,
    block: readBlock(block),
    choices: choices.length > 0 ? choices : suggestedChoices(activity),
  };
}

/** A language of ours, also from `fi-FI`; Finnish when it is none. */
export function readLanguage(value: unknown): Language {
  const [language] = textOf(value).toLowerCase().split('-');
  return language === 'sv' || language === 'en' ? language : 'fi';
}

function suggestedChoices(activity: Fields): readonly Choice[] {
  return readChoices(listOf(fieldsOf(activity.suggestedActions).actions), 'title');
}

function readChoices(items: readonly unknown[], name: 'label' | 'title'): readonly Choice[] {
  return items.flatMap((item) => {
    const fields = fieldsOf(item);
    const label = textOf(fields[name]);
    const { turn, choice } = fieldsOf(fields.value);
    if (label === '' || typeof turn !== 'number' || typeof choice !== 'string') return [];
    return [{ label, value: { turn, choice } }];
  });
}

function readBlock(block: Fields): Block {
  const services = listOf(block.services).map((item) => readService(fieldsOf(item)));
  switch (block.type) {
    case 'services':
      return { type: 'services', heading: textOf(block.heading), services };
    case 'notice':
      return { type: 'notice', level: textOf(block.level), services };
    case 'status':
      return { type: 'status' };
    default:
      return { type: 'plain' };
  }
}

function readService(service: Fields): ShownService {
  return {
    id: textOf(service.id),
    name: textOf(service.name),
    describe: textOf(service.describe),
    channels: listOf(service.channels).map((item) => readChannel(fieldsOf(item))),
  };
}

function readChannel(channel: Fields): ChannelView {
  const type = channel.type;
  const source = fieldsOf(channel.source);
  return {
    type: type === 'phone' || type === 'chat' || type === 'web' ? type : 'visit',
    value: textOf(channel.value),
    hours: textOrNull(channel.hours),
    isOpen: typeof channel.isOpen === 'boolean' ? channel.isOpen : null,
    note: textOrNull(channel.note),
    // What does not say that it is verified is not.
    verified: channel.verified === true,
    source: { name: textOf(source.name), address: textOf(source.address) },
    checked: textOf(channel.checked),
  };
}
