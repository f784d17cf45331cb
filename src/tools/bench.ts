/** `npm run bench`: speed as ratios from one run on one machine; a table and `bench/results.json`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../compose.ts';
import { type Load, runLoad } from './bench/load.ts';

const rounds = 5;
const clients = 20;
const conversationsPerRound = 120;

interface Started {
  readonly url: string;
  readonly milliseconds: number;
  end(): Promise<void>;
}

/** Starts a program and waits for its line with the address and, for ours, for `/readyz` 200. */
function start(
  script: string,
  environment: Readonly<Record<string, string>>,
  ready: boolean,
): Promise<Started> {
  const began = performance.now();
  const child: ChildProcess = spawn(process.execPath, ['--import', './guard.mjs', script], {
    cwd: projectRoot,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = (): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', async (chunk: Buffer) => {
      output += chunk.toString();
      const url = /http:\/\/[^\s/"]+/.exec(output)?.[0];
      if (url === undefined || !output.includes('\n')) return;
      if (ready)
        while (
          !(await fetch(`${url}/readyz`).then(
            (answer) => answer.ok,
            () => false,
          ))
        );
      resolve({ url, milliseconds: performance.now() - began, end });
    });
    child.once('exit', (code) => reject(new Error(`${script} ended with code ${code}`)));
  });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const overRounds = (loads: readonly Load[]): Load => ({
  turnsPerSecond: median(loads.map((load) => load.turnsPerSecond)),
  p50: median(loads.map((load) => load.p50)),
  p99: median(loads.map((load) => load.p99)),
  failed: loads.reduce((sum, load) => sum + load.failed, 0),
});

async function benchTurn(dataDir: string): Promise<{ ratio: number; ours: Load; echo: Load }> {
  const ours = await start('src/main.ts', { DATA_DIR: dataDir, RATE_MESSAGES_PER_MINUTE: '100000' }, true);
  const echo = await start('src/tools/bench/echo.ts', {}, false);
  await runLoad(ours.url, clients, 20, 'warm');
  await runLoad(echo.url, clients, 20, 'warm');
  const mine: Load[] = [];
  const bare: Load[] = [];
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await runLoad(ours.url, clients, conversationsPerRound, `round-${round}`));
    bare.push(await runLoad(echo.url, clients, conversationsPerRound, `round-${round}`));
  }
  await Promise.all([ours.end(), echo.end()]);
  const ratios = mine.map((load, at) => load.turnsPerSecond / (bare[at]?.turnsPerSecond ?? Number.NaN));
  return { ratio: median(ratios), ours: overRounds(mine), echo: overRounds(bare) };
}

/** Seconds from start to ready. */
interface Starts {
  /** Where the installation compiled nothing beforehand (`npm ci --ignore-scripts`). */
  readonly untrained: number;
  /** The first ever after an installation by the README, which compiles. */
  readonly first: number;
  readonly second: number;
}

async function benchStart(folder: string): Promise<Starts> {
  const seconds = async (data: string, prepared: string): Promise<number> => {
    const environment = { DATA_DIR: join(folder, data), PREPARED_DIR: join(folder, prepared) };
    const started = await start('src/main.ts', environment, true);
    await started.end();
    return started.milliseconds / 1000;
  };
  const untrained = await seconds('untrained', 'nothing');
  // What this start compiled is what an installation would have.
  const first = await seconds('data', 'untrained/content');
  return { untrained, first, second: await seconds('data', 'nothing') };
}

const dataDir = mkdtempSync(join(tmpdir(), 'palveluneuvoja-bench-'));
try {
  const starting = await benchStart(dataDir);
  const turning = await benchTurn(join(dataDir, 'data'));
  const row = (name: string, load: Load): string =>
    `${name.padEnd(24)} ${load.turnsPerSecond.toFixed(0).padStart(6)} turns/s   p50 ${load.p50.toFixed(1)} ms   p99 ${load.p99.toFixed(1)} ms   failed ${load.failed}`;
  process.stdout.write(
    [
      `turn: ratio to the bare echo bot  ${turning.ratio.toFixed(2)}   (${clients} clients, ${rounds} interleaved rounds, medians)`,
      row('  ours, every turn on disk', turning.ours),
      row('  bare echo bot', turning.echo),
      `start to ready: first ${starting.first.toFixed(1)} s, second ${starting.second.toFixed(1)} s; with nothing compiled by the installation ${starting.untrained.toFixed(1)} s`,
      '',
    ].join('\n'),
  );
  mkdirSync(join(projectRoot, 'bench'), { recursive: true });
  writeFileSync(
    join(projectRoot, 'bench/results.json'),
    `${JSON.stringify({ turn: turning, start: starting }, null, 2)}\n`,
  );
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
