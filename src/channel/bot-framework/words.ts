/** What the Bot Framework channel itself says: labels of the look-up card, and the refusal of foreign organisations. */
import { type Language, languages, type Text } from '../../content/schema.ts';
import type { ChannelView } from '../../conversation/types.ts';
import { emergencyWords, inAllLanguages } from '../../http/emergency.ts';

export const channelLabels: Readonly<Record<ChannelView['type'], Text>> = {
  phone: { fi: 'Puhelin', sv: 'Telefon', en: 'Phone' },
  chat: { fi: 'Chat', sv: 'Chatt', en: 'Chat' },
  web: { fi: 'Verkossa', sv: 'På webben', en: 'Online' },
  visit: { fi: 'Osoite', sv: 'Adress', en: 'Address' },
};

export const cardWords = {
  professional: { fi: 'Vain ammattilaisille', sv: 'Endast för yrkespersoner', en: 'For professionals only' },
  unverified: { fi: 'tieto varmistamatta', sv: 'uppgiften är inte bekräftad', en: 'not confirmed' },
  source: { fi: 'Lähde', sv: 'Källa', en: 'Source' },
  checked: { fi: 'tarkistettu', sv: 'kontrollerad', en: 'checked' },
} as const satisfies Record<string, Text>;

const notYours: Text = {
  fi: 'Tämä palvelu ei ole organisaatiosi käytössä Teamsissa.',
  sv: 'Den här tjänsten är inte tillgänglig för din organisation i Teams.',
  en: 'This service is not available to your organisation in Teams.',
};

/** Said to people of an organisation that is not on the list (SE-4); whoever needs help still gets the numbers. */
export const foreignTenantWords = inAllLanguages(notYours, emergencyWords);

/** A stored language code as one of ours. */
export function languageOf(code: string | null | undefined): Language | null {
  const short = (code ?? '').split(/[-_]/)[0]?.toLowerCase();
  return languages.find((lang) => lang === short) ?? null;
}
