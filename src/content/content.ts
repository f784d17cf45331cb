/** The compiled content that serves: frozen, versioned, with everything a turn asks of it. */
import type { Explanation } from '../search/explain.ts';
import type {
  CommandId,
  DangerLevel,
  Elsewhere,
  Flow,
  Guide,
  Handoff,
  Language,
  Need,
  Notices,
  Phrases,
  Service,
  Text,
} from './schema.ts';

/** A danger found in a message, with what led to it. */
export interface DangerFinding {
  readonly level: DangerLevel;
  /** The likeliest sign; empty where none is known. */
  readonly sign: string;
  /** What the notice says beside its core, or null where the sign is not sure enough to choose it. */
  readonly variant: string | null;
  /** The need that lies behind it. */
  readonly need: string;
  /** `rule:<id>` or `model:<probability>`. */
  readonly by: string;
}

/** One need with the share of belief it gets. */
export interface Candidate {
  readonly id: string;
  readonly share: number;
}

export interface NeedFinding {
  readonly verdict: 'sure' | 'choices' | 'none' | 'elsewhere';
  /** Best first, at most five. */
  readonly needs: readonly Candidate[];
  /** The topic outside health and social services, when the verdict is `elsewhere`. */
  readonly elsewhere: string | null;
  /** Another need heard in another sentence of the message. */
  readonly second: string | null;
}

export interface LanguageFinding {
  /** `other` for a language that is none of ours, null when one cannot say. */
  readonly lang: Language | 'other' | null;
  readonly sure: boolean;
}

export interface Municipality {
  readonly code: string;
  readonly name: { readonly fi: string; readonly sv: string };
  readonly county: string;
}

export interface County {
  readonly code: string;
  readonly slug: string;
  readonly name: Text;
  readonly website: string;
  readonly source: { readonly name: string; readonly address: string };
  readonly checked: string;
}

/** What the assistant makes of people's words. All pure and bounded in time. */
export interface Understanding {
  danger(text: string): DangerFinding | null;
  /** The same for several messages joined: signs may be spread over them. */
  dangerAcross(texts: readonly string[]): DangerFinding | null;
  needs(text: string, lang: Language): NeedFinding;
  /** Words and known messages that led to a need. */
  explain(text: string, lang: Language, need: string): Explanation;
  language(text: string): LanguageFinding;
  /** Municipality codes named in the text, surest first; empty when none. */
  places(text: string): readonly string[];
  /** Opens what else the first message in a language would wait for. */
  warm(lang: Language): void;
}

export interface CompiledFlow {
  readonly flow: Flow;
  readonly digest: string;
}

export interface Content {
  /** Digest of all files: what is shown can be traced to it. */
  readonly version: string;
  readonly needs: ReadonlyMap<string, Need>;
  readonly services: ReadonlyMap<string, Service>;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly flows: ReadonlyMap<string, CompiledFlow>;
  readonly queues: Handoff['queues'];
  readonly elsewhere: ReadonlyMap<string, Elsewhere>;
  readonly notices: Notices;
  readonly phrases: Phrases;
  /** Whole messages (folded) that are commands. */
  readonly commands: ReadonlyMap<string, CommandId>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
  readonly counties: ReadonlyMap<string, County>;
  readonly understanding: Understanding;
  /** Messages that must interrupt: the positive examples of the danger rules. */
  readonly dangerExamples: readonly string[];
}
