/** `npm run --silent understand` answers every line in order, and a bad line stops nothing (contracts.md). */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('every type is answered, in order, faulty lines with an error', () => {
  const lines = [
    { id: '1', text: 'joo', type: 'yesno' },
    { id: '2', text: 'neljäkutviis', type: 'number', lang: 'fi' },
    { id: '3', text: 'seiska', type: 'scale' },
    { id: '4', text: 'toiseks viimenen', type: 'choice' },
    { id: '5', text: 'kolkytkaheksan seittemän', type: 'temperature_c' },
    { id: '6', text: 'puolivuotias', type: 'age' },
    { id: '7', text: 'eilisestä', type: 'duration' },
    { id: '8', text: 'Iisalmeen', type: 'place' },
    { id: '9', text: 'tunnus 171144-905C', type: 'hetu' },
    { id: '10', text: 'joo', type: 'weather' },
  ].map((line) => JSON.stringify(line));
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--import', './guard.mjs', 'src/tools/understand.ts'],
    {
      cwd: root,
      input: `${[...lines, 'not json'].join('\n')}\n`,
      encoding: 'utf8',
    },
  );
  const out: unknown[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(status).toBe(0);
  expect(out.slice(0, 9)).toEqual([
    { id: '1', value: true },
    { id: '2', value: 45 },
    { id: '3', value: 7 },
    { id: '4', value: -2 },
    { id: '5', value: 38.7 },
    { id: '6', value: { months: 6 } },
    { id: '7', value: { days: 1 } },
    { id: '8', municipality: 'Iisalmi' },
    { id: '9', contains: true },
  ]);
  expect(out[9]).toMatchObject({ id: '10', error: expect.stringContaining('type') });
  expect(out[10]).toMatchObject({ id: null, error: expect.any(String) });
});
