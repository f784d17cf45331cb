/** Danger rules and notices: patterns can be read, examples fire or stay quiet, every level has its notice. */

import { compileWording } from '../../safety/concepts.ts';
import { compilePattern, PatternError } from '../../safety/pattern.ts';
import { compileRules, findRules, groupsOf } from '../../safety/rules.ts';
import type { Fault } from '../fault.ts';
import { dangerLevels, languages, type RedFlags, type Synonyms } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { faultAt } from './shared.ts';

/** Fewest positive and negative examples of a rule, over all languages. */
const fewest = 5;

export function checkSafety(source: ContentSource): Fault[] {
  return [
    ...source.redFlags.flatMap(checkRules),
    ...source.notices.flatMap((item) => checkNotices(item)),
    ...source.synonyms.flatMap(checkSynonyms),
  ];
}

/** Every wording of a concept can be read. */
function checkSynonyms(item: Sourced<Synonyms>): Fault[] {
  return Object.entries(item.value.concepts).flatMap(([concept, wordings]) =>
    languages.flatMap((lang) =>
      wordings[lang].flatMap((text, at) => {
        const problem = unreadable(() => compileWording(text));
        return problem === null
          ? []
          : [
              faultAt(
                item,
                ['concepts', concept, lang, at],
                'synonyms/pattern',
                `the wording "${text}" cannot be read: ${problem}`,
                patternMend,
              ),
            ];
      }),
    ),
  );
}

const patternMend = 'see the pattern language in docs/yllapito.md';

/** What is wrong with a pattern, or null. */
function unreadable(compile: () => unknown): string | null {
  try {
    compile();
    return null;
  } catch (problem) {
    if (!(problem instanceof PatternError)) throw problem;
    return problem.message;
  }
}

function checkRules(item: Sourced<RedFlags>): Fault[] {
  const flags = item.value;
  const groups = groupsOf(flags);
  const faults: Fault[] = [];
  flags.rules.forEach((rule, r) => {
    if (flags.rules.findIndex((other) => other.id === rule.id) !== r) {
      faults.push(
        faultAt(
          item,
          ['rules', r, 'id'],
          'safety/duplicate',
          `the rule "${rule.id}" is here twice`,
          'give one of them another id',
        ),
      );
    }
    for (const field of ['when', 'unless'] as const) {
      for (const lang of languages) {
        rule[field][lang].forEach((text, at) => {
          const problem = unreadable(() => compilePattern(text, groups));
          if (problem !== null)
            faults.push(
              faultAt(
                item,
                ['rules', r, field, lang, at],
                'safety/pattern',
                `the pattern "${text}" cannot be read: ${problem}`,
                patternMend,
              ),
            );
        });
      }
    }
    for (const field of ['fires', 'quiet'] as const) {
      const count = languages.reduce((sum, lang) => sum + rule[field][lang].length, 0);
      if (count < fewest)
        faults.push(
          faultAt(
            item,
            ['rules', r, field],
            'safety/few-examples',
            `rule "${rule.id}" has ${count} examples under "${field}"`,
            `write at least ${fewest}`,
          ),
        );
    }
  });
  return faults.length > 0 ? faults : runExamples(item);
}

/** Every rule's own examples run as tests, whenever content is checked. */
function runExamples(item: Sourced<RedFlags>): Fault[] {
  const book = compileRules(item.value);
  return item.value.rules.flatMap((rule, r) =>
    languages.flatMap((lang) => [
      ...rule.fires[lang].flatMap((text, at) =>
        findRules(book, text).some((hit) => hit.rule === rule.id)
          ? []
          : [
              faultAt(
                item,
                ['rules', r, 'fires', lang, at],
                'safety/does-not-fire',
                `"${text}" does not make "${rule.id}" fire`,
                'widen a pattern of the rule, or correct the example',
              ),
            ],
      ),
      ...rule.quiet[lang].flatMap((text, at) =>
        findRules(book, text).some((hit) => hit.rule === rule.id)
          ? [
              faultAt(
                item,
                ['rules', r, 'quiet', lang, at],
                'safety/false-alarm',
                `"${text}" makes "${rule.id}" fire`,
                'narrow a pattern, or add an "unless"',
              ),
            ]
          : [],
      ),
    ]),
  );
}

function checkNotices(item: ContentSource['notices'][number]): Fault[] {
  return dangerLevels.flatMap((level) => {
    const part = item.value.levels[level];
    if (part === undefined)
      return [faultAt(item, ['levels'], 'safety/no-notice', `level ${level} has no notice`, 'write one')];
    return part.services.includes('emergency-112')
      ? []
      : [
          faultAt(
            item,
            ['levels', level, 'services'],
            'safety/no-112',
            `the notice of ${level} does not show 112 (MD-4)`,
            'add emergency-112 to its services',
          ),
        ];
  });
}
