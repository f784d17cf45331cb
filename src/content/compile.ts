/** From files to compiled content: parse, check, train; all faults or a whole. */
import { checkContent } from './checks/index.ts';
import { releasable } from './checks/release.ts';
import type { Models, PlainContent } from './compiled.ts';
import type { Fault } from './fault.ts';
import { digestOf, type FileMap, learnedFrom, versionOf } from './files.ts';
import { type ContentSource, only, parseContent, type Sourced } from './source.ts';
import { startTraining, trainModels } from './train.ts';

export type CompileResult =
  | {
      readonly type: 'compiled';
      readonly plain: PlainContent;
      /** Null when the models known already learned from the same. */
      readonly models: Models | null;
    }
  | { readonly type: 'faulty'; readonly faults: readonly Fault[] };

export interface CompileOptions {
  /** Digest of the program: other code may compile the same files otherwise. */
  readonly program: string;
  readonly policy: 'evaluation' | 'release';
  /** Digest of the training whose models are at hand, if any: training takes seconds, and a new phone number needs none. */
  readonly known: string | null;
}

/** Compiles files; when anything is wrong, every fault and nothing else. */
export async function compileContent(files: FileMap, options: CompileOptions): Promise<CompileResult> {
  const { program, policy, known } = options;
  const learned = learnedFrom(files, program);
  // Half of the training runs while the content is checked: faults are rare, and waiting is not.
  const apart = learned === known ? null : startTraining(files);
  const parsed = parseContent(files);
  const released =
    policy === 'release' && parsed.faults.length === 0
      ? releasable(parsed.source)
      : { source: parsed.source, faults: [] };
  const faults = [...parsed.faults, ...checkContent(parsed.source), ...released.faults];
  if (faults.length > 0) {
    await apart?.cancel();
    return { type: 'faulty', faults: sortFaults(faults) };
  }
  const models = apart === null ? null : await trainModels(released.source, apart);
  const plain = { ...plainContent(released.source), version: versionOf(files, program), learned };
  return { type: 'compiled', plain, models };
}

function plainContent(source: ContentSource): Omit<PlainContent, 'version' | 'learned'> {
  const values = <T>(list: readonly Sourced<T>[]): T[] => list.map((item) => item.value);
  const flags = only(source.redFlags, 'dialogs/safety/red-flags.yaml');
  const signNeeds = new Map([
    ...values(source.needs).map((need): [string, string] => [need.id, need.id]),
    ...flags.rules.map((rule): [string, string] => [rule.sign, rule.need]),
    ...values(source.signs).map((sign): [string, string] => [sign.sign, sign.need]),
  ]);
  return {
    needs: values(source.needs),
    services: values(source.services),
    guides: values(source.guides),
    flows: values(source.flows).map((flow) => ({ flow, digest: digestOf(flow) })),
    queues: values(source.handoff).flatMap((rules) => rules.queues),
    elsewhere: values(source.elsewhere).map((topic) => ({ ...topic, examples: [] })),
    dangerExamples: flags.rules.flatMap((rule) => Object.values(rule.fires).flat()),
    notices: only(source.notices, 'dialogs/safety/notices.yaml'),
    phrases: only(source.phrases, 'dialogs/phrases.yaml'),
    commands: only(source.commands, 'dialogs/commands.yaml'),
    municipalities: only(source.municipalities, 'knowledge/places/municipalities.yaml'),
    counties: only(source.counties, 'knowledge/places/counties.yaml'),
    areas: only(source.areas, 'knowledge/places/areas.yaml'),
    aliases: only(source.aliases, 'knowledge/places/aliases.yaml'),
    signNeeds,
  };
}

/** Faults in the order a maintainer meets them: by file, then line. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
