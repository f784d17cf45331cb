/** A thread that trains need models. */
import { parentPort, workerData } from 'node:worker_threads';
import { trainNeedModel } from '../search/need-model.ts';
import type { TrainTask } from './train.ts';

const tasks: readonly TrainTask[] = workerData;
parentPort?.postMessage(tasks.map(({ lang, samples, texts }) => trainNeedModel(lang, samples, texts)));
