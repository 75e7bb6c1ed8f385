import { chmodSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { definitionsPlugin } from './scripts/definitions-plugin.ts'

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const manifest = JSON.parse(readFileSync(root('package.json'), 'utf8')) as { version: string }

/** Marks the command line as a program: `npm link` does so once, and the next build would undo it. */
const executableCli = {
  name: 'executable-cli',
  writeBundle: () => chmodSync(root('out/main/cli.js'), 0o755),
}

// One build of everything into out/. The CLI and the web host run under plain Node, so the target is the oldest Node
// that the README names, not Electron's.
export default defineConfig({
  main: {
    define: { __VERSION__: JSON.stringify(manifest.version) },
    plugins: [definitionsPlugin(root('src-shared/definitions')), executableCli],
    build: {
      outDir: root('out/main'),
      target: 'node20.19',
      rolldownOptions: {
        input: {
          cli: root('src-main/cli.ts'),
          electron: root('src-main/electron.ts'),
          'analyzer-worker': root('src-main/analyzer/worker.ts'),
          recorder: root('src-main/recorder/recorder-process.ts'),
          'recording-worker': root('src-main/recorder/recording-worker.ts'),
          'file-associations': root('src-main/electron/file-associations.ts'),
          generate: root('bench/generate.ts'),
          simulate: root('bench/simulate.ts'),
          'bench-parts': root('bench/parts.ts'),
        },
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  },
  // A sandboxed preload is one CommonJS file with everything in it.
  preload: {
    build: {
      outDir: root('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: root('src-main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // Fonts stay files of their own: the content security policy bars `data:` addresses for them.
  renderer: {
    root: root('src-renderer'),
    plugins: [react()],
    build: {
      outDir: root('out/renderer'),
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: root('src-renderer/index.html') } },
    },
  },
})
