/** A message that one file calls dangerous and another harmless would teach the danger net nothing but doubt. */
import type { Fault, Path } from '../fault.ts';
import { languages } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { faultAt } from './shared.ts';

interface Said {
  readonly item: Sourced<unknown>;
  readonly path: Path;
  readonly text: string;
  readonly isDanger: boolean;
}

/** A fault for every message that is harmless where it stands and dangerous in another place. */
export function checkContradictions(source: ContentSource): Fault[] {
  const said = [...saidInSigns(source), ...saidInRules(source), ...saidElsewhere(source)];
  const dangerous = new Map(said.filter(({ isDanger }) => isDanger).map((each) => [keyOf(each), each]));
  return said
    .filter(({ isDanger }) => !isDanger)
    .flatMap((each) => {
      const other = dangerous.get(keyOf(each));
      if (other === undefined) return [];
      const what = `"${each.text}" counts as harmless here and as danger in ${other.item.origin.file}`;
      const mend = 'decide which it is, and take it out of the other file';
      return [faultAt(each.item, each.path, 'safety/contradiction', what, mend)];
    });
}

const keyOf = ({ text }: Said): string => text.toLowerCase();

function saidInSigns(source: ContentSource): Said[] {
  return source.signs.flatMap((item) =>
    (['danger', 'harmless'] as const).flatMap((field) =>
      item.value[field].flatMap(({ say }, at) =>
        say.map((text) => ({ item, path: [field, at, 'say'], text, isDanger: field === 'danger' })),
      ),
    ),
  );
}

function saidInRules(source: ContentSource): Said[] {
  return source.redFlags.flatMap((item) =>
    item.value.rules.flatMap((rule, r) =>
      (['fires', 'quiet'] as const).flatMap((field) =>
        languages.flatMap((lang) =>
          rule[field][lang].map((text, at) => ({
            item,
            path: ['rules', r, field, lang, at],
            text,
            isDanger: field === 'fires',
          })),
        ),
      ),
    ),
  );
}

function saidElsewhere(source: ContentSource): Said[] {
  const ofNeeds = source.examples.flatMap((item) =>
    item.value.examples.flatMap(({ say, danger }, at) =>
      say.map((text) => ({ item, path: ['examples', at, 'say'], text, isDanger: danger !== undefined })),
    ),
  );
  const ofOthers = source.elsewhere.flatMap((item) =>
    item.value.examples.flatMap(({ say }, at) =>
      say.map((text) => ({ item, path: ['examples', at, 'say'], text, isDanger: false })),
    ),
  );
  return [...ofNeeds, ...ofOthers];
}
