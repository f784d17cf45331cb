/** Replies as a Bot Framework channel shows them; in Teams, services and buttons are Adaptive Cards. */
import type { Activity } from 'botbuilder';
import type { Language } from '../../content/schema.ts';
import type { NewActivity } from '../../conversation/ports.ts';
import type { ChannelView, Choice, Reply, ServiceView } from '../../conversation/types.ts';
import { choicesOf, toBlocks } from '../direct-line/activity.ts';
import { cardWords, channelLabels, languageOf } from './words.ts';

type ServicesReply = Extract<Reply, { type: 'services' }>;

export const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/** Teams shows what its oldest clients know. */
const cardVersion = '1.5';

/** Best services on one card; a longer list helps nobody choose. */
const mostServices = 5;

/** An answer as it is sent. */
export function toOutgoing(answer: NewActivity, isTeams: boolean): Partial<Activity> {
  return isTeams ? toTeams(answer) : toPlain(answer);
}

/** A text of the channel itself. */
export function toNote(text: string): Partial<Activity> {
  return { type: 'message', text, textFormat: 'plain' };
}

function toPlain(answer: NewActivity): Partial<Activity> {
  const { inputHint, suggestedActions, channelData } = toBlocks(answer);
  return {
    type: 'message',
    text: answer.text,
    // Nobody's text reaches a Markdown renderer (SE-8).
    textFormat: 'plain',
    locale: answer.lang,
    ...(inputHint === undefined ? {} : { inputHint }),
    ...(suggestedActions === undefined
      ? {}
      : {
          suggestedActions: {
            to: [...suggestedActions.to],
            actions: suggestedActions.actions.map((action) => ({ ...action })),
          },
        }),
    ...(channelData === undefined ? {} : { channelData }),
  };
}

/** Teams takes messages of up to 28 kB: our typed block, which the card repeats, stays at home. */
function toTeams(answer: NewActivity): Partial<Activity> {
  const { reply } = answer;
  const lang = languageOf(answer.lang) ?? 'fi';
  const shared = {
    type: 'message',
    textFormat: 'plain',
    locale: answer.lang,
    channelData: { palveluneuvoja: { ...answer.meta } },
  } as const;
  if (reply?.type === 'services') {
    const names = reply.services.slice(0, mostServices).map((service) => service.name);
    const text = `${reply.heading} ${names.join(' · ')}`;
    return { ...shared, text, summary: text, attachments: [attach(servicesCard(reply, lang))] };
  }
  const choices = reply === null ? [] : choicesOf(reply);
  // Suggested actions cannot carry a value in Teams, so buttons sit on a card of their own under the text.
  return choices.length === 0
    ? { ...shared, text: answer.text }
    : { ...shared, text: answer.text, attachments: [attach(choicesCard(choices, lang))] };
}

/** The look-up's answer: one card with the best five services (professional-only notes included when they are there). */
export function servicesCard(reply: ServicesReply, lang: Language): Record<string, unknown> {
  return {
    ...cardOf(lang),
    // The plain rendering for clients that cannot show the card.
    fallbackText: reply.text,
    msteams: { width: 'Full' },
    body: [
      {
        type: 'TextBlock',
        text: plain(reply.heading),
        weight: 'Bolder',
        size: 'Medium',
        style: 'heading',
        wrap: true,
      },
      ...reply.services.slice(0, mostServices).map((service) => serviceBlock(service, lang)),
    ],
  };
}

function choicesCard(choices: readonly Choice[], lang: Language): Record<string, unknown> {
  return {
    ...cardOf(lang),
    body: [],
    actions: choices.map(({ label, value }) => ({
      type: 'Action.Submit',
      title: label,
      data: { ...value, msteams: { type: 'messageBack', text: label, displayText: label, value } },
    })),
  };
}

function cardOf(lang: Language): Record<string, unknown> {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: cardVersion,
    lang,
  };
}

function attach(content: Record<string, unknown>): { contentType: string; content: Record<string, unknown> } {
  return { contentType: adaptiveCard, content };
}

function serviceBlock(service: ServiceView, lang: Language): Record<string, unknown> {
  const note =
    service.professional === undefined
      ? []
      : [
          {
            type: 'Container',
            style: 'emphasis',
            items: [line(`**${cardWords.professional[lang]}:** ${plain(service.professional)}`)],
          },
        ];
  return {
    type: 'Container',
    separator: true,
    spacing: 'Medium',
    items: [
      { type: 'TextBlock', text: plain(service.name), weight: 'Bolder', wrap: true },
      line(plain(service.describe)),
      { type: 'FactSet', facts: service.channels.map((channel) => factOf(channel, lang)) },
      ...note,
      ...sourcesOf(service, lang),
    ],
  };
}

function factOf(channel: ChannelView, lang: Language): { title: string; value: string } {
  const unverified = channel.verified ? null : `⚠ ${cardWords.unverified[lang]} (${dateOf(channel.checked)})`;
  const parts = [linkOf(channel), channel.hours, channel.note].filter((part) => part !== null);
  const value = [parts[0], ...parts.slice(1).map(plain), unverified].filter(
    (part) => typeof part === 'string',
  );
  return { title: channelLabels[channel.type][lang], value: value.join(' · ') };
}

/** A number to call or an address to open, when it is nothing but that. */
function linkOf({ type, value }: ChannelView): string {
  if (type === 'phone' && /^\+?[\d ]{2,20}$/.test(value))
    return `[${value}](tel:${value.replaceAll(' ', '')})`;
  if (/^https?:\/\/[^\s()<>[\]]+$/.test(value))
    return `[${plain(value.replace(/^https?:\/\/|\/$/g, ''))}](${value})`;
  return plain(value);
}

/** Where the facts come from and when they were checked, once each. */
function sourcesOf(service: ServiceView, lang: Language): readonly Record<string, unknown>[] {
  const rows = service.channels.map(({ source, checked }) => {
    const link = /^https?:\/\/[^\s()<>[\]]+$/.test(source.address)
      ? `[${plain(source.name)}](${source.address})`
      : plain(source.name);
    return `${cardWords.source[lang]}: ${link}, ${cardWords.checked[lang]} ${dateOf(checked)}`;
  });
  return [...new Set(rows)]
    .slice(0, 2)
    .map((row) => ({ ...line(row), isSubtle: true, size: 'Small', spacing: 'Small' }));
}

function line(text: string): Record<string, unknown> {
  return { type: 'TextBlock', text, wrap: true };
}

/** Cards read a subset of Markdown: marks in plain text stay what they are. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]]/g, (mark) => `\\${mark}`);
}

/** `2026-11-21` → `21.11.2026`. */
function dateOf(date: string): string {
  return date.split('-').map(Number).reverse().join('.');
}
