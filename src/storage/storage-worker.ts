/** The thread that owns the data folder: answers calls of the ports, one transaction for those that come together. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStorage, type Storage } from './storage.ts';
import type { Answer, Call, Opened, ThreadOptions } from './thread.ts';

const options: ThreadOptions = workerData;
const storage = open();

function open(): Storage | null {
  try {
    const opened = openStorage(options);
    tell({ type: 'open' });
    return opened;
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem;
    tell({ type: 'refused', name: problem.name, message: problem.message });
    return null;
  }
}

function tell(message: Opened | Answer | { readonly id: number; readonly value: unknown }): void {
  parentPort?.postMessage(message);
}

async function answer({ id, method, args }: Call): Promise<void> {
  if (storage === null) return;
  try {
    tell({ id, value: await Reflect.apply(storage[method], storage, args) });
  } catch (problem) {
    const { name, message } = problem instanceof Error ? problem : new Error('storage failed');
    tell({ id, problem: { name, message } });
  }
}

parentPort?.on('message', (call: Call) => void answer(call));
