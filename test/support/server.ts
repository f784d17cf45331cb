/** The real program in a process of its own, as `npm start` runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cache, root } from './content.ts';

export interface Running {
  readonly url: string;
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** Everything it has written to its outputs. */
  output(): string;
  /** Ends it with a signal and waits until it is gone; gives the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A fresh folder for a server's data, with the tests' compiled content at hand. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'palveluneuvoja-'));
}

/** Starts the program on any free port and waits for its line with the address. */
export function startServer(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = spawn(process.execPath, ['--import', './guard.mjs', 'src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      CONTENT_CACHE: cache,
      RATE_TOKENS_PER_MINUTE: '10000',
      RATE_MESSAGES_PER_MINUTE: '10000',
      RATE_CONVERSATIONS_PER_HOUR: '100000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((resolve, reject) => {
    const gone = new Promise<number | null>((ended) => child.once('exit', (code) => ended(code)));
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const url = /http:\/\/[^\s/"]+/.exec(
        output.split('\n').find((line) => line.includes('Palveluneuvoja')) ?? '',
      )?.[0];
      if (url === undefined) return;
      resolve({
        url,
        process: child,
        dataDir,
        output: () => output,
        end: (signal) => {
          child.kill(signal);
          return gone;
        },
      });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('exit', (code) =>
      reject(new Error(`the server ended with code ${code} before it was ready:\n${output}`)),
    );
  });
}
