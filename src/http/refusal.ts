/** The closed list of refusals and how each is worded; every one shows 112 and 116117 in three languages (SE-7). */
import type { Text } from '../content/schema.ts';
import { dangerWords, emergencyWords, inAllLanguages } from './emergency.ts';

interface RefusalForm {
  readonly status: number;
  /** Read by programs; stable. */
  readonly code: string;
  readonly words: Text;
}

const startAnew: Text = {
  fi: 'Yhteys on vanhentunut. Lataa sivu uudelleen.',
  sv: 'Förbindelsen har gått ut. Ladda om sidan.',
  en: 'The connection has expired. Load the page again.',
};
const notHere: Text = {
  fi: 'Tämä ei ole täältä sallittu.',
  sv: 'Detta är inte tillåtet härifrån.',
  en: 'This is not allowed from here.',
};
const unreadable: Text = {
  fi: 'Viestiä ei voitu lukea. Kirjoita se uudelleen.',
  sv: 'Meddelandet kunde inte läsas. Skriv det på nytt.',
  en: 'The message could not be read. Please write it again.',
};
const ended: Text = {
  fi: 'Tätä keskustelua ei ole. Aloita uusi keskustelu.',
  sv: 'Den här konversationen finns inte. Börja en ny.',
  en: 'There is no such conversation. Start a new one.',
};
const broken: Text = {
  fi: 'Palvelussa on häiriö. Yritä hetken päästä uudelleen.',
  sv: 'Det är ett fel i tjänsten. Försök igen om en stund.',
  en: 'The service has a fault. Please try again in a moment.',
};

const forms = {
  'bad-request': { status: 400, code: 'BadArgument', words: unreadable },
  'no-token': { status: 401, code: 'MissingToken', words: startAnew },
  'token-invalid': { status: 403, code: 'InvalidToken', words: startAnew },
  'token-expired': { status: 403, code: 'TokenExpired', words: startAnew },
  'other-origin': { status: 403, code: 'OriginNotAllowed', words: notHere },
  forbidden: { status: 403, code: 'Forbidden', words: notHere },
  'unknown-conversation': { status: 404, code: 'ConversationNotFound', words: ended },
  'not-found': {
    status: 404,
    code: 'NotFound',
    words: { fi: 'Sivua ei löydy.', sv: 'Sidan finns inte.', en: 'There is no such page.' },
  },
  'too-large': {
    status: 413,
    code: 'MessageSizeTooBig',
    words: {
      fi: 'Viesti on liian pitkä. Kirjoita lyhyemmin.',
      sv: 'Meddelandet är för långt. Skriv kortare.',
      en: 'The message is too long. Please write a shorter one.',
    },
  },
  attachment: {
    status: 415,
    code: 'AttachmentsNotSupported',
    words: {
      fi: 'Tiedostoja ei voi lähettää. Kerro asiasi kirjoittamalla.',
      sv: 'Filer kan inte skickas. Berätta ditt ärende i text.',
      en: 'Files cannot be sent. Please write what you need.',
    },
  },
  'too-many': {
    status: 429,
    code: 'TooManyRequests',
    words: {
      fi: 'Viestejä tuli monta lyhyessä ajassa. Odota hetki ja yritä uudelleen.',
      sv: 'Det kom många meddelanden på kort tid. Vänta en stund och försök igen.',
      en: 'Many messages came in a short time. Please wait a moment and try again.',
    },
  },
  failed: { status: 500, code: 'ServiceError', words: broken },
  unsaved: { status: 502, code: 'BotError', words: broken },
  unavailable: { status: 503, code: 'ServiceUnavailable', words: broken },
} as const satisfies Record<string, RefusalForm>;

export type RefusalKind = keyof typeof forms;
export const refusalKinds: readonly RefusalKind[] = Object.keys(forms).filter(
  (kind): kind is RefusalKind => kind in forms,
);

export interface RefusalDetails {
  /** Seconds after which a new try may succeed. */
  readonly retryAfter?: number;
  /** The refused message holds signs of danger: 112 comes first. */
  readonly danger?: boolean;
  /** Words of the conversation itself, in its language, said before the general ones. */
  readonly said?: string;
}

/** Thrown by routes; the error handler alone turns it into an answer. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly details: RefusalDetails;

  constructor(kind: RefusalKind, details: RefusalDetails = {}) {
    super(kind);
    this.name = 'Refusal';
    this.kind = kind;
    this.details = details;
  }

  get status(): number {
    return forms[this.kind].status;
  }

  get code(): string {
    return forms[this.kind].code;
  }

  /** What the person reads: never anything of the fault itself. */
  get words(): string {
    const { words } = forms[this.kind];
    const general =
      this.details.danger === true
        ? inAllLanguages(dangerWords, words, emergencyWords)
        : inAllLanguages(words, emergencyWords);
    return this.details.said === undefined ? general : `${this.details.said}\n${general}`;
  }
}
