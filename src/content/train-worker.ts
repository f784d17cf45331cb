/** A thread that trains one need model. */
import { parentPort, workerData } from 'node:worker_threads';
import { trainNeedModel } from '../search/need-model.ts';
import type { TrainTask } from './train.ts';

const task: TrainTask = workerData;
parentPort?.postMessage(trainNeedModel(task.lang, task.samples, task.texts));
