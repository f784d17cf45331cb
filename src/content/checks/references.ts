/** Ids: unique, and every one that is named exists. */
import { phraseKeys } from '../../conversation/phrase.ts';
import type { Fault } from '../fault.ts';
import { commandIds } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { didYouMean, faultAt, missingFile } from './shared.ts';

/** Most faults of one kind come from ids that do not meet; each is named with its place. */
export function checkReferences(source: ContentSource): Fault[] {
  const needs = new Set(source.needs.map(({ value }) => value.id));
  const services = new Set(source.services.map(({ value }) => value.id));
  const guides = new Set(source.guides.map(({ value }) => value.id));
  const flows = new Set(source.flows.map(({ value }) => value.id));
  const known = (
    item: Sourced<unknown>,
    path: PropertyKey[],
    id: string,
    ids: ReadonlySet<string>,
    what: string,
  ): Fault[] =>
    ids.has(id)
      ? []
      : [
          faultAt(
            item,
            path,
            `reference/unknown-${what}`,
            `there is no ${what} "${id}"`,
            didYouMean(id, ids),
          ),
        ];
  return [
    ...duplicates(source.needs, 'need'),
    ...duplicates(source.services, 'service'),
    ...duplicates(source.guides, 'guide'),
    ...duplicates(source.flows, 'flow'),
    ...duplicates(source.elsewhere, 'topic'),
    ...source.needs.flatMap((item) => [
      ...sameName(item, item.value.id),
      ...item.value.fallback.flatMap((id, at) => known(item, ['fallback', at], id, services, 'service')),
      ...(item.value.flow === undefined ? [] : known(item, ['flow'], item.value.flow, flows, 'flow')),
      ...(item.value.guide === undefined ? [] : known(item, ['guide'], item.value.guide, guides, 'guide')),
    ]),
    ...source.examples.flatMap((item) => known(item, ['need'], item.value.need, needs, 'need')),
    ...source.services.flatMap((item) =>
      item.value.needs.flatMap((id, at) => known(item, ['needs', at], id, needs, 'need')),
    ),
    ...source.guides.flatMap((item) => known(item, ['need'], item.value.need, needs, 'need')),
    ...source.flows.flatMap((item) => [
      ...sameName(item, item.value.id),
      ...known(item, ['need'], item.value.need, needs, 'need'),
      ...item.value.outcomes.flatMap((outcome, at) => [
        ...outcome.services.flatMap((id, n) =>
          known(item, ['outcomes', at, 'services', n], id, services, 'service'),
        ),
        ...(outcome.guide === undefined
          ? []
          : known(item, ['outcomes', at, 'guide'], outcome.guide, guides, 'guide')),
      ]),
    ]),
    ...source.signs.flatMap((item) => known(item, ['need'], item.value.need, needs, 'need')),
    ...source.redFlags.flatMap((item) =>
      item.value.rules.flatMap((rule, at) => known(item, ['rules', at, 'need'], rule.need, needs, 'need')),
    ),
    ...source.notices.flatMap((item) => [
      ...Object.entries(item.value.levels).flatMap(([level, part]) =>
        (part?.services ?? []).flatMap((id, n) =>
          known(item, ['levels', level, 'services', n], id, services, 'service'),
        ),
      ),
      ...Object.entries(item.value.variants).flatMap(([sign, part]) =>
        part.services.flatMap((id, n) =>
          known(item, ['variants', sign, 'services', n], id, services, 'service'),
        ),
      ),
    ]),
    ...source.handoff.flatMap((item) =>
      item.value.queues.flatMap((queue, at) =>
        queue.needs.flatMap((id, n) => known(item, ['queues', at, 'needs', n], id, needs, 'need')),
      ),
    ),
    ...demanded(source, needs),
  ];
}

function duplicates<T extends { readonly id: string }>(list: readonly Sourced<T>[], what: string): Fault[] {
  const first = new Map<string, string>();
  return list.flatMap((item) => {
    const { id } = item.value;
    const elsewhere = first.get(id);
    first.set(id, elsewhere ?? item.origin.file);
    if (elsewhere === undefined) return [];
    return [
      faultAt(
        item,
        ['id'],
        'reference/duplicate',
        `the ${what} "${id}" is in ${elsewhere} already`,
        'give one of them another id, or delete it',
      ),
    ];
  });
}

function sameName(item: Sourced<unknown>, id: string): Fault[] {
  const name = item.origin.file
    .split('/')
    .pop()
    ?.replace(/\.yaml$/, '');
  return name === id
    ? []
    : [
        faultAt(
          item,
          ['id'],
          'reference/file-name',
          `the id "${id}" differs from the file's name`,
          `name the file ${id}.yaml`,
        ),
      ];
}

/** Files and parts without which the assistant cannot serve. */
function demanded(source: ContentSource, needs: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = [];
  const single = [
    [source.redFlags, 'dialogs/safety/red-flags.yaml'],
    [source.notices, 'dialogs/safety/notices.yaml'],
    [source.phrases, 'dialogs/phrases.yaml'],
    [source.commands, 'dialogs/commands.yaml'],
    [source.municipalities, 'knowledge/places/municipalities.yaml'],
    [source.counties, 'knowledge/places/counties.yaml'],
    [source.areas, 'knowledge/places/areas.yaml'],
    [source.aliases, 'knowledge/places/aliases.yaml'],
  ] as const;
  for (const [list, file] of single) if (list.length === 0) faults.push(missingFile(file));
  const examples = new Set(source.examples.map(({ value }) => value.need));
  for (const need of needs)
    if (!examples.has(need)) faults.push(missingFile(`knowledge/needs/${need}.examples.yaml`));
  for (const item of source.phrases) {
    for (const key of phraseKeys) {
      if (item.value[key] === undefined)
        faults.push(
          faultAt(item, [], 'phrases/missing', `the phrase "${key}" is missing`, 'add it in fi, sv and en'),
        );
    }
  }
  for (const item of source.commands) {
    for (const id of commandIds) {
      if (item.value[id] === undefined)
        faults.push(
          faultAt(
            item,
            [],
            'commands/missing',
            `the command "${id}" is missing`,
            'add it with the words people use',
          ),
        );
    }
  }
  return faults;
}
