/** A thread that compiles content: reads, checks, trains, hands over. */
import { parentPort, workerData } from 'node:worker_threads';
import { compileContent } from './compile.ts';
import { readContentFiles } from './source.ts';

const { root, version, policy }: { root: string; version: string; policy: 'evaluation' | 'release' } =
  workerData;
parentPort?.postMessage(await compileContent(readContentFiles(root), version, policy));
