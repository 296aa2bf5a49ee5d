import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { join } from 'node:path'

const from = (path: string) => join(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      outDir: from('out/main'),
      rollupOptions: {
        // Five programs share their chunks: three hosts, and the two that run beside the engine.
        input: {
          index: from('src/main/index.ts'),
          web: from('src/main/hosts/web/main.ts'),
          cli: from('src/main/hosts/cli/main.ts'),
          modelProcess: from('src/main/models/process/modelProcess.ts'),
          searchThread: from('src/main/storage/index/searchThread.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: from('out/preload'),
      // A sandboxed preload can require `electron` and nothing else, so all the rest is bundled.
      externalizeDeps: false,
      rollupOptions: { input: { index: from('src/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [react(), tailwindcss()],
    // Its build for browsers reads entities by writing markup into an element, which the page policy refuses; this one has a table.
    resolve: { alias: { 'decode-named-character-reference': from('node_modules/decode-named-character-reference/index.js') } },
    build: {
      outDir: from('out/renderer'),
      target: 'chrome140',
      minify: true,
      // A strict page policy takes no data: scripts or fonts, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Chunks come from this disk, so their size is no concern.
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: from('src/renderer/index.html') },
    },
  },
})
