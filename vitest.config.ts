import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const needPostgres = [
  'prisma/**/*.test.ts',
  'packages/engine/**/*.test.ts',
  'packages/api/**/*.test.ts',
  'apps/server/**/*.test.ts',
]
const never = ['**/node_modules/**', '**/dist/**', 'apps/web/e2e/**']

/**
 * `pure` needs nothing but Node; `postgres` gets one real server, started once, and each test file databases of its own.
 * `chaos` starts and kills processes of its own: it waits until the others have left the machine to it.
 */
export default defineConfig({
  test: {
    testTimeout: 20_000,
    // One short of the cores, as it would be by itself, leaves a machine of two half asleep: many tests wait.
    maxWorkers: availableParallelism() + 1,
    // Nothing is mocked, and no module keeps what a test changes: without a process for each file, what they import is read once.
    isolate: false,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['{packages,apps}/**/*.test.{ts,tsx}', '{chaos,bench,fuzz}/src/**/*.test.ts'],
          exclude: [...never, ...needPostgres],
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          include: ['{chaos,fuzz}/rounds/**/*.test.ts'],
          exclude: never,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: needPostgres,
          exclude: never,
          globalSetup: ['prisma/test-postgres.setup.ts'],
        },
      },
    ],
  },
})
