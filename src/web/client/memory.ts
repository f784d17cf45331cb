/** What the page remembers over a reload: in this tab's sessionStorage and nowhere else (PR-9). */
import { fieldsOf, textOf, textOrNull } from './fields.ts';

export interface Session {
  readonly conversation: string;
  readonly token: string;
  /** When the token was got, in milliseconds. */
  readonly tokenAt: number;
  /** Secret that gets a new token when this one has expired; null when the server gave none. */
  readonly resume: string | null;
  /** How far the person has seen the conversation. */
  readonly watermark: string;
}

export interface Memory {
  read(): Session | null;
  write(session: Session): void;
  clear(): void;
}

const key = 'neuvonta';

/** `storage` may be missing or throw, as in a private window or a third-party frame: then memory lasts as the page does. */
export function createMemory(storage: () => Storage): Memory {
  let kept: Session | null = null;
  const attempt = <T>(work: (storage: Storage) => T): T | null => {
    try {
      return work(storage());
    } catch {
      return null;
    }
  };
  return {
    read: () => {
      kept ??= readSession(attempt((box) => box.getItem(key)));
      return kept;
    },
    write: (session) => {
      kept = session;
      attempt((box) => box.setItem(key, JSON.stringify(session)));
    },
    clear: () => {
      kept = null;
      attempt((box) => box.clear());
    },
  };
}

function readSession(json: string | null): Session | null {
  if (json === null) return null;
  try {
    const { conversation, token, tokenAt, resume, watermark } = fieldsOf(JSON.parse(json));
    if (typeof conversation !== 'string' || typeof token !== 'string' || typeof tokenAt !== 'number')
      return null;
    return {
      conversation,
      token,
      tokenAt,
      resume: textOrNull(resume),
      watermark: textOf(watermark),
    };
  } catch {
    return null;
  }
}
