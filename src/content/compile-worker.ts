/** A thread that compiles content: reads, checks, trains, hands over. */
import { parentPort, workerData } from 'node:worker_threads';
import { compileContent } from './compile.ts';
import { pack } from './pack.ts';
import { readContentFiles } from './source.ts';

const { root, version, policy }: { root: string; version: string; policy: 'evaluation' | 'release' } =
  workerData;
const result = await compileContent(readContentFiles(root), version, policy);
if (result.type === 'faulty') parentPort?.postMessage(result);
else {
  const packed = pack(result.compiled);
  parentPort?.postMessage({ type: 'compiled', packed }, [packed.buffer]);
}
