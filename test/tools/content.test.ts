/** `content -- compile` claims nothing that it did not do. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '../support/content.ts';

const folder = mkdtempSync(join(tmpdir(), 'palveluneuvoja-compile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compile(content: string): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './guard.mjs', 'src/tools/content.ts', 'compile'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, CONTENT_DIR: content, PREPARED_DIR: join(folder, 'prepared') },
    },
  );
  return { status, said: `${stdout}${stderr}` };
}

describe('content -- compile', () => {
  it('names the faults, keeps nothing and fails', () => {
    const content = join(folder, 'faulty');
    mkdirSync(join(content, 'dialogs'), { recursive: true });
    mkdirSync(join(content, 'knowledge'));
    writeFileSync(join(content, 'dialogs/phrases.yaml'), 'tooLong: {fi: [}');
    const { status, said } = compile(content);
    expect(status).toBe(1);
    expect(said).toContain('dialogs/phrases.yaml:1');
    expect(said).toContain('not compiled, for the faults above');
    expect(existsSync(join(folder, 'prepared'))).toBe(false);
  });

  it('a folder without content is a fault, not a stack trace', () => {
    const { status, said } = compile(join(folder, 'nowhere'));
    expect(status).toBe(1);
    expect(said).toMatch(/not compiled, for the faults above/);
    expect(said).not.toMatch(/ENOENT|\n\s+at /);
  });
});
