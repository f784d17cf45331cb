/** Trains the models on two threads: Finnish and English on one, danger, languages and Swedish on the other. */
import { Worker } from 'node:worker_threads';
import { trainLanguages } from '../language/detect.ts';
import { trainDangerModel } from '../safety/danger-model.ts';
import { type NeedModel, trainNeedModel } from '../search/need-model.ts';
import type { Models } from './compiled.ts';
import { dangerSamples, languageSamples, needSamples, topicTexts } from './samples.ts';
import type { Language } from './schema.ts';
import type { ContentSource } from './source.ts';

/** What the second thread trains, as plain data. */
export interface TrainTask {
  readonly lang: Language;
  readonly samples: ReturnType<typeof needSamples>;
  readonly texts: ReturnType<typeof topicTexts>;
}

const taskOf = (source: ContentSource, lang: Language): TrainTask => ({
  lang,
  samples: needSamples(source, lang),
  texts: topicTexts(source, lang),
});

/** Training that runs on the second thread. */
export interface Apart {
  readonly models: Promise<readonly NeedModel[]>;
  cancel(): Promise<void>;
}

/** Begins on the second thread what takes longest. */
export function startTraining(source: ContentSource): Apart {
  const tasks = [taskOf(source, 'fi'), taskOf(source, 'en')];
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: tasks });
  const models = new Promise<readonly NeedModel[]>((resolve, reject) => {
    worker.once('message', resolve);
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

/** Trains all models of a content. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource, apart: Apart): Promise<Models> {
  const danger = trainDangerModel(dangerSamples(source));
  const languages = trainLanguages(languageSamples(source));
  const { samples, texts } = taskOf(source, 'sv');
  const sv = trainNeedModel('sv', samples, texts);
  const [fi, en] = await apart.models;
  if (fi === undefined || en === undefined) throw new Error('training gave no models');
  return { needs: { fi, sv, en }, danger, languages };
}
