/** Trains the models on two threads: danger on one, needs and languages on the other. */
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

/** What the second thread trains. */
export type Aside = Pick<Models, 'needs' | 'languages'>;

/** Training on a thread of its own. */
export interface Apart {
  readonly models: Promise<Aside>;
  cancel(): Promise<void>;
}

/**
 * Begins to train the need models and the language detector from the text of the files: the second thread parses what
 * it learns from itself and waits for nobody. Whether the files are free of faults is the first thread's to find out.
 */
export function startTraining(files: FileMap): Apart {
  const texts = [...files].filter(([name]) => needFiles.test(name));
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: texts });
  const models = new Promise<Aside>((resolve, reject) => {
    worker.once('message', (packed: Uint8Array) => resolve(unpack(packed) as Aside));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`training ended early with code ${code}`)));
  });
  return {
    models,
    cancel: async () => {
      models.catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** Trains the need models of all languages, and the language detector, from files. Deterministic. */
export function trainAside(files: FileMap): Aside {
  const { source } = parseContent(files);
  const train = (lang: Language): NeedModel =>
    trainNeedModel(lang, needSamples(source, lang), topicTexts(source, lang));
  return {
    needs: { fi: train('fi'), sv: train('sv'), en: train('en') },
    languages: trainLanguages(languageSamples(source)),
  };
}

/** Trains the danger net and awaits the rest. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource, apart: Apart): Promise<Models> {
  const lexicon = compileLexicon(source.synonyms.map(({ value }) => value));
  const danger = trainDangerModel(dangerSamples(source), lexicon);
  return { ...(await apart.models), danger };
}
