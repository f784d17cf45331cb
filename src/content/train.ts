/** Trains the models, on two threads: Finnish alone takes as long as all the rest. */
import { Worker } from 'node:worker_threads';
import { trainLanguages } from '../language/detect.ts';
import { trainDangerModel } from '../safety/danger-model.ts';
import { type NeedModel, trainNeedModel } from '../search/need-model.ts';
import type { Models } from './compiled.ts';
import { dangerSamples, languageSamples, needSamples, topicTexts } from './samples.ts';
import type { Language } from './schema.ts';
import type { ContentSource } from './source.ts';

/** What a need model is trained from, as plain data for a thread. */
export interface TrainTask {
  readonly lang: Language;
  readonly samples: ReturnType<typeof needSamples>;
  readonly texts: ReturnType<typeof topicTexts>;
}

/** Trains all models of a content. Deterministic: the threads share nothing. */
export async function trainModels(source: ContentSource): Promise<Models> {
  const finnish = trainApart({
    lang: 'fi',
    samples: needSamples(source, 'fi'),
    texts: topicTexts(source, 'fi'),
  });
  const danger = trainDangerModel(dangerSamples(source));
  const languages = trainLanguages(languageSamples(source));
  const sv = trainNeedModel('sv', needSamples(source, 'sv'), topicTexts(source, 'sv'));
  const en = trainNeedModel('en', needSamples(source, 'en'), topicTexts(source, 'en'));
  return { needs: { fi: await finnish, sv, en }, danger, languages };
}

function trainApart(task: TrainTask): Promise<NeedModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`training ended early with code ${code}`)));
  });
}
