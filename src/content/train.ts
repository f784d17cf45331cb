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

/** Trains all models of a content. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource): Promise<Models> {
  const apart = trainApart([taskOf(source, 'fi'), taskOf(source, 'en')]);
  const danger = trainDangerModel(dangerSamples(source));
  const languages = trainLanguages(languageSamples(source));
  const { samples, texts } = taskOf(source, 'sv');
  const sv = trainNeedModel('sv', samples, texts);
  const [fi, en] = await apart;
  if (fi === undefined || en === undefined) throw new Error('training gave no models');
  return { needs: { fi, sv, en }, danger, languages };
}

function trainApart(tasks: readonly TrainTask[]): Promise<readonly NeedModel[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: tasks });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`training ended early with code ${code}`)));
  });
}
