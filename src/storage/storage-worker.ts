/** The thread that owns the data folder: answers calls of the ports, one transaction for those that come together. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openStorage, type Storage } from './storage.ts';
import type { Answer, Call, Committed, Opened, ThreadOptions } from './thread.ts';

const storedTurn = z.object({
  type: z.literal('stored'),
  version: z.number(),
  activities: z.array(z.object({ seq: z.number() })),
});
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

/** What a call gives; a stored turn comes back as its places alone. */
async function act(on: Storage, { method, args }: Call): Promise<unknown> {
  const value: unknown = await Reflect.apply(on[method], on, args);
  if (method !== 'commitTurn') return value;
  const result = storedTurn.safeParse(value);
  if (!result.success) return value;
  const { version, activities } = result.data;
  return { type: 'stored', version, seqs: activities.map((activity) => activity.seq) } satisfies Committed;
}

async function answer(call: Call): Promise<void> {
  const { id } = call;
  if (storage === null) return;
  try {
    tell({ id, value: await act(storage, call) });
  } catch (problem) {
    const { name, message } = problem instanceof Error ? problem : new Error('storage failed');
    tell({ id, problem: { name, message } });
  }
}

parentPort?.on('message', (call: Call) => void answer(call));
