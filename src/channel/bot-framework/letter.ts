/** An answer as it lies in the outbox: addressed, so that it can be sent without the request it answers. */
import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { NewActivity, OutboxItem } from '../../conversation/ports.ts';
import { toOutgoing } from './cards.ts';
import type { Inbound } from './inbound.ts';

/** The outbox's channel that this folder sends, whichever Bot Framework channel it goes to. */
export const outboxChannel = 'bot-framework';

export interface Letter {
  readonly activity: Activity;
  /** A notice of danger, which waits for nothing else (MD-5). */
  readonly isUrgent: boolean;
}

/** Answers to an activity as items of the outbox. The connector's address is one the request was let in with (SE-3). */
export function lettersTo(inbound: Inbound): (answers: readonly NewActivity[]) => readonly OutboxItem[] {
  const reference = TurnContext.getConversationReference(inbound.activity);
  return (answers) =>
    answers.map((answer) => {
      const outgoing = toOutgoing(answer, inbound.isTeams);
      // At least once: whoever gets a letter twice knows it by this id, for the connector gives each one of its own.
      outgoing.channelData = { ...outgoing.channelData, clientActivityID: answer.id };
      const activity = TurnContext.applyConversationReference(outgoing, reference);
      const isUrgent = answer.reply?.type === 'notice';
      return { id: answer.id, channel: outboxChannel, payload: JSON.stringify({ activity, isUrgent }) };
    });
}

const account = z.looseObject({ id: z.string() });
const addressed = z.looseObject({
  type: z.literal('message'),
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: account,
  from: account,
  recipient: account,
});
const letter = z.object({
  activity: z.custom<Activity>((value) => addressed.safeParse(value).success),
  isUrgent: z.boolean(),
});

/** Null for what this version cannot send. */
export function readLetter(payload: string): Letter | null {
  try {
    return letter.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
