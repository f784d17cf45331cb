/** A thread that trains need models. */
import { parentPort, workerData } from 'node:worker_threads';
import { trainNeeds } from './train.ts';

const files: readonly (readonly [string, string])[] = workerData;
parentPort?.postMessage(trainNeeds(new Map(files)));
