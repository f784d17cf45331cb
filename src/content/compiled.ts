/** The compiled form of content: plain data that a worker hands over and a file keeps. */

import type { z } from 'zod';
import type { LanguageModel } from '../language/detect.ts';
import type { Lexicon } from '../safety/concepts.ts';
import type { DangerModel } from '../safety/danger-model.ts';
import type { RuleBook } from '../safety/rules.ts';
import type { NeedModel } from '../search/need-model.ts';
import type * as schema from './schema.ts';

/** Everything but what was learned. */
export interface PlainContent {
  readonly version: string;
  /** Digest of what the models learned from: versions that share it share the models. */
  readonly learned: string;
  readonly needs: readonly schema.Need[];
  readonly services: readonly schema.Service[];
  readonly guides: readonly schema.Guide[];
  readonly flows: readonly { readonly flow: schema.Flow; readonly digest: string }[];
  readonly queues: schema.Handoff['queues'];
  readonly elsewhere: readonly schema.Elsewhere[];
  /** Messages that a new version must still notice. */
  readonly dangerExamples: readonly string[];
  readonly notices: schema.Notices;
  readonly phrases: schema.Phrases;
  readonly commands: z.infer<typeof schema.commandsSchema>;
  readonly municipalities: z.infer<typeof schema.placesSchema>;
  readonly counties: z.infer<typeof schema.countiesSchema>;
  readonly areas: z.infer<typeof schema.areasSchema>;
  readonly aliases: z.infer<typeof schema.aliasesSchema>;
  /** Sign → need behind it. */
  readonly signNeeds: ReadonlyMap<string, string>;
}

export interface Compiled extends PlainContent {
  readonly models: Models;
}

export interface Models {
  /** Rules and words of the same meaning, compiled with the models that learned beside them. */
  readonly rules: RuleBook;
  readonly lexicon: Lexicon;
  readonly needs: Readonly<Record<schema.Language, NeedModel>>;
  readonly danger: DangerModel;
  readonly languages: LanguageModel;
}
