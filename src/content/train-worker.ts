/** A thread that trains the need models and the language detector, and reads everyday messages for the danger net. */
import { parentPort, workerData } from 'node:worker_threads';
import { pack } from './pack.ts';
import { trainAside } from './train.ts';

const files: readonly (readonly [string, string])[] = workerData;
trainAside(new Map(files), (part) => {
  const packed = pack(part);
  parentPort?.postMessage(packed, [packed.buffer]);
});
