/** Turns the texts of `dialogs/` and `knowledge/` into typed content, collecting every fault. */
import type { z } from 'zod';
import type { Fault, Path } from './fault.ts';
import type { FileMap } from './files.ts';
import * as schema from './schema.ts';
import { parseSource, type SourceFile } from './yaml-file.ts';

/** Where a piece of content stands, for faults and for tracing what is shown. */
export interface Origin {
  readonly file: string;
  place(path: Path): { readonly line: number; readonly column: number };
}

export interface Sourced<T> {
  readonly value: T;
  readonly origin: Origin;
  /** Path of the value inside its file, for lists of services. */
  readonly path: Path;
}

/** Everything the files say, validated one by one but not yet against each other. */
export interface ContentSource {
  readonly needs: Sourced<schema.Need>[];
  readonly examples: Sourced<schema.Examples>[];
  readonly services: Sourced<schema.Service>[];
  readonly guides: Sourced<schema.Guide>[];
  readonly flows: Sourced<schema.Flow>[];
  readonly handoff: Sourced<schema.Handoff>[];
  readonly elsewhere: Sourced<schema.Elsewhere>[];
  readonly signs: Sourced<schema.Sign>[];
  readonly synonyms: Sourced<schema.Synonyms>[];
  readonly redFlags: Sourced<schema.RedFlags>[];
  readonly notices: Sourced<schema.Notices>[];
  readonly hazards: Sourced<schema.Hazards>[];
  readonly phrases: Sourced<schema.Phrases>[];
  readonly commands: Sourced<z.infer<typeof schema.commandsSchema>>[];
  readonly municipalities: Sourced<z.infer<typeof schema.placesSchema>>[];
  readonly counties: Sourced<z.infer<typeof schema.countiesSchema>>[];
  readonly areas: Sourced<z.infer<typeof schema.areasSchema>>[];
  readonly aliases: Sourced<z.infer<typeof schema.aliasesSchema>>[];
}

type Kind = Exclude<keyof ContentSource, 'services'> | 'services';

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^knowledge\/needs\/[^/]+\.examples\.yaml$/, 'examples'],
  [/^knowledge\/needs\/[^/]+\.yaml$/, 'needs'],
  [/^knowledge\/services\/.+\.yaml$/, 'services'],
  [/^knowledge\/guides\/[^/]+\.yaml$/, 'guides'],
  [/^knowledge\/handoff\/[^/]+\.yaml$/, 'handoff'],
  [/^knowledge\/elsewhere\/[^/]+\.yaml$/, 'elsewhere'],
  [/^knowledge\/places\/municipalities\.yaml$/, 'municipalities'],
  [/^knowledge\/places\/counties\.yaml$/, 'counties'],
  [/^knowledge\/places\/areas\.yaml$/, 'areas'],
  [/^knowledge\/places\/aliases\.yaml$/, 'aliases'],
  [/^dialogs\/safety\/signs\/[^/]+\.yaml$/, 'signs'],
  [/^knowledge\/synonyms\/[^/]+\.yaml$/, 'synonyms'],
  [/^dialogs\/safety\/red-flags\.yaml$/, 'redFlags'],
  [/^dialogs\/safety\/notices\.yaml$/, 'notices'],
  [/^dialogs\/safety\/hazards\.yaml$/, 'hazards'],
  [/^dialogs\/phrases\.yaml$/, 'phrases'],
  [/^dialogs\/commands\.yaml$/, 'commands'],
  [/^dialogs\/[^/]+\.yaml$/, 'flows'],
];

function emptySource(): ContentSource {
  return {
    needs: [],
    examples: [],
    services: [],
    guides: [],
    flows: [],
    handoff: [],
    elsewhere: [],
    signs: [],
    synonyms: [],
    redFlags: [],
    notices: [],
    hazards: [],
    phrases: [],
    commands: [],
    municipalities: [],
    counties: [],
    areas: [],
    aliases: [],
  };
}

/** Parses and validates all files. Faulty files are left out of `source`; every fault is listed. */
export function parseContent(files: FileMap): { source: ContentSource; faults: Fault[] } {
  const source = emptySource();
  const faults: Fault[] = [];
  for (const [file, text] of files) {
    const kind = kinds.find(([pattern]) => pattern.test(file))?.[1];
    if (kind === undefined) {
      faults.push(strayFile(file));
      continue;
    }
    const parsed = parseSource(file, text);
    faults.push(...parsed.faults);
    if (parsed.source !== null) faults.push(...take(source, kind, parsed.source));
  }
  return { source, faults };
}

function strayFile(file: string): Fault {
  return {
    file,
    line: 1,
    column: 1,
    rule: 'content/stray-file',
    what: 'no kind of content belongs in this place',
    mend: 'move the file to the folder of its kind (see docs/yllapito.md) or delete it',
  };
}

function take(source: ContentSource, kind: Kind, file: SourceFile): Fault[] {
  const add = <T>(list: Sourced<T>[], shape: z.ZodType<T>): Fault[] => {
    const result = shape.safeParse(file.value);
    if (!result.success) return result.error.issues.flatMap((issue) => faultsOf(issue, file));
    list.push({ value: result.data, origin: file, path: [] });
    return [];
  };
  switch (kind) {
    case 'services': {
      const result = schema.servicesSchema.safeParse(file.value);
      if (!result.success) return result.error.issues.flatMap((issue) => faultsOf(issue, file));
      result.data.services.forEach((value, at) => {
        source.services.push({ value, origin: file, path: ['services', at] });
      });
      return [];
    }
    case 'needs':
      return add(source.needs, schema.needSchema);
    case 'examples':
      return add(source.examples, schema.examplesSchema);
    case 'guides':
      return add(source.guides, schema.guideSchema);
    case 'flows':
      return add(source.flows, schema.flowSchema);
    case 'handoff':
      return add(source.handoff, schema.handoffSchema);
    case 'elsewhere':
      return add(source.elsewhere, schema.elsewhereSchema);
    case 'signs':
      return add(source.signs, schema.signSchema);
    case 'synonyms':
      return add(source.synonyms, schema.synonymsSchema);
    case 'redFlags':
      return add(source.redFlags, schema.redFlagsSchema);
    case 'notices':
      return add(source.notices, schema.noticesSchema);
    case 'hazards':
      return add(source.hazards, schema.hazardsSchema);
    case 'phrases':
      return add(source.phrases, schema.phrasesSchema);
    case 'commands':
      return add(source.commands, schema.commandsSchema);
    case 'municipalities':
      return add(source.municipalities, schema.placesSchema);
    case 'counties':
      return add(source.counties, schema.countiesSchema);
    case 'areas':
      return add(source.areas, schema.areasSchema);
    case 'aliases':
      return add(source.aliases, schema.aliasesSchema);
    default:
      return kind satisfies never;
  }
}

/** The value at a path of parsed YAML, or undefined. */
function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

/** A zod issue as faults, in words a maintainer understands. */
function faultsOf(issue: z.core.$ZodIssue, file: SourceFile): Fault[] {
  const name = issue.path.length === 0 ? 'the file' : `"${issue.path.map(String).join('.')}"`;
  const fault = (path: Path, rule: string, what: string, mend: string): Fault => ({
    file: file.file,
    ...file.place(path),
    rule,
    what,
    mend,
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        fault(
          [...issue.path, key],
          'shape/unknown-field',
          `there is no field "${key}" here`,
          'check its spelling, or remove it',
        ),
      );
    case 'invalid_type':
      return [
        valueAt(file.value, issue.path) === undefined
          ? fault(issue.path, 'shape/missing', `${name} is missing`, 'add it')
          : fault(issue.path, 'shape/type', `${name}: ${issue.message}`, `it should be ${issue.expected}`),
      ];
    case 'invalid_value':
      return [
        fault(
          issue.path,
          'shape/value',
          `${name} has a value that is not allowed`,
          `use one of: ${issue.values.map(String).join(', ')}`,
        ),
      ];
    default:
      return [fault(issue.path, 'shape/value', `${name} ${issue.message}`, 'correct the value')];
  }
}

/** The one value of a file that there must be. Throws when it is missing. */
export function only<T>(list: readonly Sourced<T>[], what: string): T {
  const [first] = list;
  if (first === undefined) throw new Error(`${what} is missing; the content check demands it`);
  return first.value;
}
