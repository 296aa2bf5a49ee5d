import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    pool: 'forks',
    // Two cores: model processes and a browser run beside the tests.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A poll waits for what must come; how long that takes on a busy computer is no matter of the test.
    expect: { poll: { timeout: 15_000 } },
  },
})
