/** Bundles the scripts of the resident's page and of embedding once, in memory: there is no build step. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';

export interface Bundle {
  /** Script of the resident's page. */
  readonly script: Uint8Array;
  /** Digest of the script, for an address that may be cached for ever. */
  readonly hash: string;
  /** Script that other sites load. */
  readonly embed: Uint8Array;
}

const folder = import.meta.dirname;
let bundled: Promise<Bundle> | null = null;

/** The page's assets; built by the first call, kept for the next. A failed build is tried again by the next call. */
export function bundlePage(): Promise<Bundle> {
  bundled ??= build().catch((problem: unknown) => {
    bundled = null;
    throw problem;
  });
  return bundled;
}

async function build(): Promise<Bundle> {
  const esbuild = await import('esbuild');
  const scriptOf = async (entry: string): Promise<Uint8Array> => {
    const result = await esbuild.build({
      entryPoints: [join(folder, entry)],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: ['es2022', 'safari16'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      // What the page needs is here; a project's own tsconfig must not change it.
      tsconfigRaw: {},
      legalComments: 'none',
      logLevel: 'silent',
    });
    const file = result.outputFiles[0];
    if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
    return file.contents;
  };
  try {
    const [script, embed] = await Promise.all([scriptOf('client/main.tsx'), scriptOf('client/embed.ts')]);
    return { script, hash: createHash('sha256').update(script).digest('hex').slice(0, 16), embed };
  } finally {
    // esbuild works in a process of its own, which need not stay.
    await esbuild.stop();
  }
}
