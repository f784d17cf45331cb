import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What a check needs its own kind of run for: `core` needs nothing but Node. */
const apart = ['test/browser/**', 'test/crash/**', 'test/conformance/**'];

export default defineConfig({
  test: {
    env: { TZ: 'Europe/Helsinki' },
    // One per core: vitest leaves one idle, which on two cores is half of them.
    maxWorkers: availableParallelism(),
    globalSetup: ['test/support/compile-once.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: apart,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'conformance',
          include: ['test/conformance/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
