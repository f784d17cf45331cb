/** A thread that trains the need models and the language detector. */
import { parentPort, workerData } from 'node:worker_threads';
import { pack } from './pack.ts';
import { trainAside } from './train.ts';

const files: readonly (readonly [string, string])[] = workerData;
const packed = pack(trainAside(new Map(files)));
parentPort?.postMessage(packed, [packed.buffer]);
