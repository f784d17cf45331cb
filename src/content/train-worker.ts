/** A thread that trains need models. */
import { parentPort, workerData } from 'node:worker_threads';
import { pack } from './pack.ts';
import { trainNeeds } from './train.ts';

const files: readonly (readonly [string, string])[] = workerData;
const packed = pack(trainNeeds(new Map(files)));
parentPort?.postMessage(packed, [packed.buffer]);
