import { configDefaults, defineConfig } from 'vitest/config';

/** What bears company: it neither measures time nor needs both cores for a browser or for processes that are killed. */
const BESIDE = [
  'tests/adapters/api/*.full.test.ts',
  'tests/adapters/documents/{image,fuzz,spreadsheet}.full.test.ts',
  'tests/adapters/layout.full.test.ts',
  'tests/cli/*.full.test.ts',
  'tests/engine/**/*.full.test.ts',
  'tests/runtime/*.full.test.ts',
  'tests/stories/{import-again,model,random,three-days,unreadable-documents}.full.test.ts',
  'tests/stories/slack/{connections,home}.full.test.ts',
  'tests/stories/teams/{dialogs,extension,files,attacks-files,files-channel,life,people,phrases,tenants,thread,two-tenants,undelivered}.full.test.ts',
];

const common = { globalSetup: ['tests/postgres.setup.ts'], testTimeout: 180_000, hookTimeout: 120_000 };

/** The heavier walks: a browser, killed processes. First what goes two at a time, then each alone. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'beside', include: BESIDE, maxWorkers: 2, sequence: { groupOrder: 0 } } },
      {
        test: {
          ...common,
          name: 'alone',
          include: ['tests/**/*.full.test.ts'],
          exclude: [...configDefaults.exclude, ...BESIDE],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
