import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { definitionsPlugin } from './scripts/definitions-plugin.ts'

export default defineConfig({
  plugins: [definitionsPlugin(fileURLToPath(new URL('src-shared/definitions', import.meta.url)))],
  test: {
    include: ['src-*/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
})
