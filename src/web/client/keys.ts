/** The keys of the conversation: got, used, renewed before and after they expire. */
import { type DirectLine, Problem } from './direct-line.ts';
import type { Memory, Session } from './memory.ts';

export interface Keys {
  /** Begins a new conversation; gives the address of its stream. */
  begin(lang: string): Promise<string | null>;
  /** Does what needs a token; an expired one is exchanged once. Throws `gone` when there is no way back. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Renews a token that has half of its life behind it. */
  refresh(): Promise<void>;
}

const refreshAfter = 15 * 60_000;

export function createKeys(directLine: DirectLine, memory: Memory): Keys {
  const keep = (session: Session, token: string): Session => {
    const kept = memory.read();
    const renewed = { ...(kept ?? session), token, tokenAt: Date.now() };
    // Nothing is remembered again of a conversation that was left meanwhile.
    if (kept?.conversation === session.conversation) memory.write(renewed);
    return renewed;
  };
  const renew = async (session: Session): Promise<Session> => {
    if (session.resume === null) throw new Problem('gone');
    const { token } = await directLine.resume(session.resume).catch((problem: unknown) => {
      throw isFinal(problem) ? new Problem('gone') : problem;
    });
    return keep(session, token);
  };
  const use: Keys['use'] = async (work) => {
    const session = memory.read();
    if (session === null) throw new Problem('down');
    return work(session).catch(async (problem: unknown) => {
      if (problem instanceof Problem && problem.kind === 'expired') return work(await renew(session));
      throw problem;
    });
  };
  return {
    begin: async (lang) => {
      const { conversation, token, resume, stream } = await directLine.start(
        await directLine.generate(),
        lang,
      );
      memory.write({ conversation, token, tokenAt: Date.now(), resume, watermark: '' });
      return stream;
    },
    use,
    refresh: async () => {
      const session = memory.read();
      if (session === null || Date.now() - session.tokenAt < refreshAfter) return;
      await use(async ({ token }) => keep(session, await directLine.refresh(token)));
    },
  };
}

/** A resume secret that is no longer good ends the conversation for this page. */
function isFinal(problem: unknown): boolean {
  return problem instanceof Problem && (problem.kind === 'expired' || problem.kind === 'refused');
}
