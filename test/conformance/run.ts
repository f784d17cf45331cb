/** `npm run test:conformance`: installs the stock clients apart from the project, then runs the tests that use them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const client = join(import.meta.dirname, 'client');
const webchat = 'botframework-webchat@4.18.1';

function run(command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) {
    process.stderr.write(`"${command} ${args.join(' ')}" failed; is the package registry reachable?\n`);
    process.exit(1);
  }
}

if (!existsSync(join(client, 'node_modules/botframework-directlinejs'))) {
  run('npm', ['install', '--ignore-scripts', '--no-package-lock'], client);
}
// Stock Web Chat with its dependencies is half a gigabyte; the page needs its one bundle.
const bundle = join(client, 'node_modules/.webchat');
if (!existsSync(join(bundle, 'package/dist/webchat.js'))) {
  mkdirSync(bundle, { recursive: true });
  run('npm', ['pack', webchat, '--silent', '--pack-destination', bundle], client);
  run('tar', ['-xzf', `${webchat.replace('@', '-')}.tgz`, 'package/dist/webchat.js'], bundle);
}
const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const tests = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'conformance', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    cwd: join(import.meta.dirname, '../..'),
  },
);
process.exit(tests.status ?? 1);
