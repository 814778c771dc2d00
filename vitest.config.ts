import { configDefaults, defineConfig } from 'vitest/config';

/** What says how soon something is done is run by itself: two files at once on two cores would measure each other. */
const TIMED = ['test/e2e/flags-outage.test.ts', 'test/e2e/drill.test.ts'];
/** What declares consumers of its own needs a process of its own: no other application there could start without them. */
const DECLARING = ['test/e2e/platform-outbox.test.ts', 'test/e2e/ingest-facts.test.ts'];
const ALONE = [...TIMED, ...DECLARING];
const PAGES = 'test/browser/**/*.test.ts';

const globalSetup = ['test/support/global-setup.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    hookTimeout: 60_000,
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['src/**/*.test.ts', 'web/src/**/*.test.ts'],
          // They are pure and change nothing that another file could see: each process loads what they share once.
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'side by side',
          globalSetup,
          include: ['test/**/*.test.ts'],
          // Each file has an application and a database of its own, and shares with others what is only read: the loaded program.
          isolate: false,
          exclude: [...configDefaults.exclude, ...ALONE, PAGES],
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          globalSetup,
          include: [PAGES],
          isolate: false,
          // Generous: they judge what a page does, not how busy the machine is.
          testTimeout: 160_000,
          hookTimeout: 160_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', globalSetup, include: ALONE, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
