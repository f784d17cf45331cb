/** What the models learn from: examples, titles, terms, signs and matters of other authorities. */
import type { DangerSample } from '../safety/danger-model.ts';
import type { Sample, TopicText } from '../search/need-model.ts';
import { type DangerLevel, isPressing, type Language } from './schema.ts';
import type { ContentSource } from './source.ts';

/** A topic outside health and social services is marked, so that no need shares its name. */
export const elsewhereMark = '~';

/** How much a title, a description and a message weigh in training; a term brings its own weight. */
const titleWeight = 1.5;
const describeWeight = 1;
const messageWeight = 1;

export function needSamples(source: ContentSource, lang: Language): Sample[] {
  const samples: Sample[] = [];
  const push = (topic: string, text: string, weight: number): void => {
    samples.push({ topic, text, weight });
  };
  for (const { value: need } of source.needs) {
    push(need.id, need.title[lang], titleWeight);
    push(need.id, need.describe[lang], describeWeight);
    for (const [term, weight] of Object.entries(need.terms[lang])) push(need.id, term, weight);
  }
  for (const { value } of source.examples) {
    for (const block of value.examples) {
      if (block.lang === lang) for (const text of block.say) push(value.need, text, messageWeight);
    }
  }
  for (const { value: topic } of source.elsewhere) {
    const id = elsewhereMark + topic.id;
    for (const [term, weight] of Object.entries(topic.terms[lang])) push(id, term, weight);
    for (const block of topic.examples) {
      if (block.lang === lang) for (const text of block.say) push(id, text, messageWeight);
    }
  }
  return samples;
}

/** Titles and terms for the index. */
export function topicTexts(source: ContentSource, lang: Language): TopicText[] {
  return [
    ...source.needs.map(({ value: need }) => ({
      topic: need.id,
      title: need.title[lang],
      terms: Object.entries(need.terms[lang]),
    })),
    ...source.elsewhere.map(({ value: topic }) => ({
      topic: elsewhereMark + topic.id,
      title: '',
      terms: Object.entries(topic.terms[lang]),
    })),
  ];
}

/** Weight of a harmless message of everyday needs. */
const everydayWeight = 1;

/** Weight of a dangerous message among a need's examples: marked by the block, not one by one. */
const markedWeight = 0.8;

/** Danger and harmless messages of signs and rules, with level and sign. */
export function signSamples(source: ContentSource): DangerSample[] {
  const signs = source.signs.flatMap(({ value: sign }) => [
    ...sign.danger.flatMap((block) =>
      dangerous(block.say, block.level ?? sign.level, sign.mixed ? null : sign.sign, 1),
    ),
    ...sign.harmless.flatMap((block) => harmless(block.say, 1)),
  ]);
  const rules = source.redFlags
    .flatMap(({ value }) => value.rules)
    .flatMap((rule) => [
      ...Object.values(rule.fires).flatMap((texts) => dangerous(texts, rule.level, rule.sign, 1)),
      ...Object.values(rule.quiet).flatMap((texts) => harmless(texts, 1)),
    ]);
  return [...signs, ...rules];
}

/**
 * Messages of needs and of matters elsewhere: nearly all harmless, some of a grave need marked. A need for today's help
 * teaches nothing harmless: what its writers did not mark is between the two.
 */
export function everydaySamples(
  source: Pick<ContentSource, 'needs' | 'examples' | 'elsewhere'>,
): DangerSample[] {
  const pressing = new Set(
    source.needs.flatMap(({ value: { id, urgency } }) => (isPressing(urgency) ? [id] : [])),
  );
  const ofNeeds = source.examples.flatMap(({ value }) =>
    value.examples.flatMap(({ danger, say }) => {
      if (danger !== undefined) return dangerous(say, danger, value.need, markedWeight);
      return pressing.has(value.need) ? [] : harmless(say, everydayWeight);
    }),
  );
  const elsewhere = source.elsewhere.flatMap(({ value }) =>
    value.examples.flatMap(({ say }) => harmless(say, everydayWeight)),
  );
  return [...ofNeeds, ...elsewhere];
}

const harmless = (texts: readonly string[], weight: number): DangerSample[] =>
  texts.map((text) => ({ text, level: null, sign: null, weight }));

const dangerous = (
  texts: readonly string[],
  level: DangerLevel,
  sign: string | null,
  weight: number,
): DangerSample[] => texts.map((text) => ({ text, level, sign, weight }));

/** Every sixth message is plenty to tell three languages apart. */
const languagePace = 6;

/** Messages with their language, for the language detector. */
export function languageSamples(source: ContentSource): { lang: Language; text: string }[] {
  const blocks = [
    ...source.examples.flatMap(({ value }) => value.examples),
    ...source.elsewhere.flatMap(({ value }) => value.examples),
  ];
  return blocks.flatMap(({ lang, say }) =>
    say.filter((_, at) => at % languagePace === 0).map((text) => ({ lang, text })),
  );
}
