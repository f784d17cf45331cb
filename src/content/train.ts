/** Trains the models on two threads: danger on one, needs and languages on the other, which also helps the first. */
import { Worker } from 'node:worker_threads';
import { trainLanguages } from '../language/detect.ts';
import { countWords, makeWordBook, wordHash } from '../language/speller.ts';
import type { Token } from '../language/tokens.ts';
import { compileLexicon, type Lexicon } from '../safety/concepts.ts';
import { commonWordsOf, DangerReader } from '../safety/danger-features.ts';
import { type DangerSample, trainDangerModel } from '../safety/danger-model.ts';
import { prepareWords, type Words } from '../safety/matcher.ts';
import { compileRules } from '../safety/rules.ts';
import type { FeatureTable } from '../search/hashes.ts';
import { type NeedModel, trainNeedModel } from '../search/need-model.ts';
import type { Models } from './compiled.ts';
import type { FileMap } from './files.ts';
import { unpack } from './pack.ts';
import { everydaySamples, languageSamples, needSamples, signSamples, topicTexts } from './samples.ts';
import type { Language } from './schema.ts';
import { type ContentSource, only, parseContent } from './source.ts';

/** Files that the second thread learns from. */
const asideFiles = /^knowledge\/(needs|elsewhere|synonyms)\//;

/** What the second thread makes: its own models, and before them the features of everyday messages for the danger net. */
export type Aside = Pick<Models, 'needs' | 'languages'>;

/** What the danger net learns of everyday messages. */
export interface Everyday {
  /** Features of `everydaySamples`, in their order. */
  readonly table: FeatureTable;
  /** Hashes of the words met in them. */
  readonly words: Int32Array;
}

/** Training on a thread of its own. */
export interface Apart {
  /** Tells it the words that are common among signs, without which it cannot read for the danger net. */
  tellCommonWords(words: Int32Array): void;
  readonly everyday: Promise<Everyday>;
  readonly models: Promise<Aside>;
  cancel(): Promise<void>;
}

/**
 * Begins the second thread's half of the work from the text of the files: it parses what it learns from itself. Whether
 * the files are free of faults is the first thread's to find out.
 */
export function startTraining(files: FileMap): Apart {
  const texts = [...files].filter(([name]) => asideFiles.test(name));
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: texts });
  const everyday = Promise.withResolvers<Everyday>();
  const models = Promise.withResolvers<Aside>();
  const fail = (problem: Error): void => {
    everyday.reject(problem);
    models.reject(problem);
  };
  worker.once('message', (packed: Uint8Array) => {
    everyday.resolve(unpack(packed) as Everyday);
    worker.once('message', (rest: Uint8Array) => models.resolve(unpack(rest) as Aside));
  });
  worker.once('error', fail);
  worker.once('exit', (code) => fail(new Error(`training ended early with code ${code}`)));
  // Whoever awaits them hears of a failure; a compile that found faults awaits nothing.
  everyday.promise.catch(() => undefined);
  models.promise.catch(() => undefined);
  return {
    tellCommonWords: (words) => worker.postMessage(words),
    everyday: everyday.promise,
    models: models.promise,
    cancel: async () => {
      await worker.terminate();
    },
  };
}

/**
 * The second thread's work on files: `hand` gets each part as soon as it is made. Deterministic. The largest need model
 * is trained while the first thread counts the common words.
 */
export async function trainAside(
  files: FileMap,
  commonWords: Promise<Int32Array>,
  hand: (part: Everyday | Aside) => void,
): Promise<void> {
  const { source } = parseContent(files);
  const train = (lang: Language): NeedModel =>
    trainNeedModel(lang, needSamples(source, lang), topicTexts(source, lang));
  const fi = train('fi');
  const reader = new DangerReader(lexiconOf(source), await commonWords);
  const everyday = wordsOf(everydaySamples(source));
  hand({
    table: reader.readAll(everyday),
    words: Int32Array.from(countWords(tokensOf(everyday)).keys(), wordHash),
  });
  hand({
    needs: { fi, sv: train('sv'), en: train('en') },
    languages: trainLanguages(languageSamples(source)),
  });
}

const wordsOf = (samples: readonly DangerSample[]): readonly Words[] =>
  samples.map((sample) => prepareWords(sample.text));

const tokensOf = (messages: readonly Words[]): readonly (readonly Token[])[] =>
  messages.map(({ tokens }) => tokens);

/** Among 100,000 messages, three and six uses served the same, and six make half the tables. */
const fewestUses = 6;

const lexiconOf = (source: ContentSource): Lexicon =>
  compileLexicon(source.synonyms.map(({ value }) => value));

/** Trains the danger net, with the second thread's help, and awaits the rest. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource, apart: Apart): Promise<Models> {
  const ofSigns = signSamples(source);
  const words = wordsOf(ofSigns);
  const counts = countWords(tokensOf(words));
  const common = commonWordsOf(counts);
  apart.tellCommonWords(common);
  const lexicon = lexiconOf(source);
  const rules = compileRules(only(source.redFlags, 'dialogs/safety/red-flags.yaml'));
  const table = new DangerReader(lexicon, common).readAll(words);
  const samples = [...ofSigns, ...everydaySamples(source)];
  const everyday = await apart.everyday;
  const book = makeWordBook(counts, { fewestUses, metToo: everyday.words });
  const danger = trainDangerModel(samples, [table, everyday.table], { common, book });
  return { ...(await apart.models), rules, lexicon, danger };
}
