import { defineConfig } from 'vitest/config';

/** The heavier walks: a browser, killed processes. */
export default defineConfig({
  test: {
    include: ['tests/**/*.full.test.ts'],
    globalSetup: ['tests/postgres.setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
