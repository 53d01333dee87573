import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/**/*.full.test.ts', 'node_modules/**'],
    globalSetup: ['tests/postgres.setup.ts'],
    // Much of the time is waiting for the disk and for a server: as many workers as there are cores on a small machine.
    maxWorkers: 2,
    // A worker keeps what it has loaded from one file to the next: loading takes a third of the time otherwise.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
