/** The whole conversation as a file the person can keep, during it and after it has ended (PA-6). */
import type { Language, Text } from '../../content/schema.ts';
import { languages } from '../../content/schema.ts';
import type { ConversationStore, StoredActivity } from '../../conversation/ports.ts';
import { emergencyWords } from '../../http/emergency.ts';

const heading: Text = {
  fi: 'Keskustelu Palveluneuvojan kanssa. Palveluneuvoja on automaattinen palvelu.',
  sv: 'Konversation med Servicerådgivaren. Servicerådgivaren är en automatisk tjänst.',
  en: 'Conversation with the service adviser. The service adviser is an automated service.',
};
const resident: Text = { fi: 'Sinä', sv: 'Du', en: 'You' };
const bot: Text = { fi: 'Palveluneuvoja', sv: 'Servicerådgivaren', en: 'Service adviser' };

/** Made when first asked for: it takes a tenth of a second that the start can do without. */
let clock: Intl.DateTimeFormat | null = null;
const clockTime = (at: string): string => {
  clock ??= new Intl.DateTimeFormat('fi-FI', {
    timeZone: 'Europe/Helsinki',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return clock.format(new Date(at));
};

const page = 500;

/** All activities of a conversation, in order. */
export async function readWhole(
  store: Pick<ConversationStore, 'activitiesAfter'>,
  conversation: string,
): Promise<readonly StoredActivity[]> {
  const all: StoredActivity[] = [];
  for (;;) {
    const more = await store.activitiesAfter(conversation, all[all.length - 1]?.seq ?? 0, page);
    all.push(...more);
    if (more.length < page) return all;
  }
}

/** A transcript as plain text, in the language the conversation ended in. */
export function renderTranscript(activities: readonly StoredActivity[]): string {
  const lang = languageOf(activities[activities.length - 1]);
  const blocks = activities.map((activity) => {
    const who = activity.from === 'user' ? resident[lang] : bot[lang];
    return `${clockTime(activity.at)} ${who}:\n${activity.text}`;
  });
  return `${[heading[lang], emergencyWords[lang], ...blocks].join('\n\n')}\n`;
}

function languageOf(activity: StoredActivity | undefined): Language {
  return languages.find((lang) => lang === activity?.lang) ?? 'fi';
}
