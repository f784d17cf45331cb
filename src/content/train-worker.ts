/** A thread that trains the need models and the language detector, and reads everyday messages for the danger net. */
import { parentPort, workerData } from 'node:worker_threads';
import { pack } from './pack.ts';
import { trainAside } from './train.ts';

const files: readonly (readonly [string, string])[] = workerData;
const commonWords = new Promise<Int32Array>((resolve) => parentPort?.once('message', resolve));
await trainAside(new Map(files), commonWords, (part) => {
  const packed = pack(part);
  parentPort?.postMessage(packed, [packed.buffer]);
});
