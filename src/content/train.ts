/** Trains the models on two threads: the needs on one, danger and languages on the other. */
import { Worker } from 'node:worker_threads';
import { trainLanguages } from '../language/detect.ts';
import { compileLexicon } from '../safety/concepts.ts';
import { trainDangerModel } from '../safety/danger-model.ts';
import { type NeedModel, trainNeedModel } from '../search/need-model.ts';
import type { Models } from './compiled.ts';
import { unpack } from './pack.ts';
import { dangerSamples, languageSamples, needSamples, topicTexts } from './samples.ts';
import type { Language } from './schema.ts';
import { type ContentSource, type FileMap, parseContent } from './source.ts';

/** Files that need models learn from. */
const needFiles = /^knowledge\/(needs|elsewhere)\//;

export type NeedModels = Readonly<Record<Language, NeedModel>>;

/** Training of the need models on a thread of its own. */
export interface Apart {
  readonly needs: Promise<NeedModels>;
  cancel(): Promise<void>;
}

/**
 * Begins to train the need models, which takes longest, from the text of the files: the second thread parses what it
 * learns from itself and waits for nobody. Whether the files are free of faults is the first thread's to find out.
 */
export function startTraining(files: FileMap): Apart {
  const texts = [...files].filter(([name]) => needFiles.test(name));
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: texts });
  const needs = new Promise<NeedModels>((resolve, reject) => {
    worker.once('message', (packed: Uint8Array) => resolve(unpack(packed) as NeedModels));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`training ended early with code ${code}`)));
  });
  return {
    needs,
    cancel: async () => {
      needs.catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** Trains the need models of all languages from files. Deterministic. */
export function trainNeeds(files: FileMap): NeedModels {
  const { source } = parseContent(files);
  const train = (lang: Language): NeedModel =>
    trainNeedModel(lang, needSamples(source, lang), topicTexts(source, lang));
  return { fi: train('fi'), sv: train('sv'), en: train('en') };
}

/** Trains the rest and awaits the need models. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource, apart: Apart): Promise<Models> {
  const lexicon = compileLexicon(source.synonyms.map(({ value }) => value));
  const danger = trainDangerModel(dangerSamples(source), lexicon);
  const detection = trainLanguages(languageSamples(source));
  return { needs: await apart.needs, danger, languages: detection };
}
