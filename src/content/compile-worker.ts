/** A thread that compiles content: reads, checks, trains, hands over. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CompileOptions, compileContent } from './compile.ts';
import { readContentFiles } from './files.ts';
import { pack } from './pack.ts';

const { root, ...options }: CompileOptions & { readonly root: string } = workerData;
const result = await compileContent(readContentFiles(root), options);
if (result.type === 'faulty') parentPort?.postMessage(result);
else {
  const plain = pack(result.plain);
  const models = result.models === null ? null : pack(result.models);
  const moved = [plain, ...(models === null ? [] : [models])].map(({ buffer }) => buffer);
  parentPort?.postMessage({ type: 'compiled', plain, models }, moved);
}
