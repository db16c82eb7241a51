/**
 * Builds the client into `dist/client`: hashed files, addressed relatively so that Talkoot works
 * under any path prefix, and `sw.js`, which learns here which files make up the shell.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import type { ShellFiles } from './shell-files.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const server = 'http://localhost:4000'

/** What few need is fetched when it is needed, and kept then. */
const seldom = /italic|latin-ext|admin|history|redaction/i

/** Writes the list of the shell's files, and a version made of their names, into `sw.js`. */
const shellList: Plugin = {
  name: 'shell-list',
  apply: 'build',
  generateBundle: {
    // After Vite has taken out the files of which nothing is left.
    order: 'post',
    handler(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((file) => file !== 'sw.js' && file !== 'index.html' && !seldom.test(file))
        .toSorted()
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12)
      const worker = bundle['sw.js']
      if (worker?.type !== 'chunk') return this.error('sw.js is not in the bundle')
      const shell: ShellFiles = { version, files: [...files, 'icon.svg'] }
      const filled = worker.code.replace(/\bSHELL_FILES\b/, JSON.stringify(shell))
      if (filled === worker.code) return this.error('sw.js has no place for the list of files')
      worker.code = filled
    },
  },
}

/**
 * Puts beside each file what the server sends of it, as small as Brotli can make it: too slow to be
 * done while somebody waits.
 */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const files = Object.keys(bundle).filter((name) => /^assets\/.+\.(?:js|css)$/.test(name))
    const compress = async (name: string) => {
      const file = path.join(dir, name)
      await writeFile(`${file}.br`, await promisify(brotliCompress)(await readFile(file)))
    }
    await Promise.all(files.map(compress))
  },
}

/**
 * What is fetched together comes in one file each, because every file is a request: `app` is all
 * that `main.tsx` imports and what several screens have round their content, `outside` what one
 * sees before one is signed in, `page` the page with its editor and blocks, `layer` what is over
 * the text when somebody writes. What belongs to two of them is in the first.
 */
const together: Readonly<Record<string, readonly string[]>> = {
  app: ['main.tsx', 'screens/PageRail.tsx', 'editor/blocks/PersonPicker.tsx', 'ui/Combobox.tsx'],
  outside: ['screens/OutsideScreens.tsx'],
  page: ['screens/PageScreen.tsx', 'editor/PageEditor.tsx', 'editor/blocks/thinking.ts'],
  layer: ['editor/layer/Layer.tsx'],
}

/** A file made of these modules and all that they import by themselves. */
function fileOf(
  [name, modules]: [string, readonly string[]],
  place: number,
): Rolldown.CodeSplittingGroup {
  let known: Set<string> | null = null
  return {
    priority: 10 - place,
    debugName: name,
    name: (id, bundle) => {
      if (known === null) {
        known = new Set(modules.map((module) => `${root}${module}`))
        for (const one of known) {
          for (const next of bundle.getModuleInfo(one)?.importedIds ?? []) known.add(next)
        }
      }
      // The bundler's own few lines, which all need, go with the first.
      return known.has(id) || id.includes('rolldown/runtime') ? name : null
    },
  }
}

export default defineConfig(({ command }) => {
  // Whoever builds, a test run too, builds what is shipped: React is twice as large otherwise.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return {
    root,
    base: './',
    plugins: [react(), shellList, compressed],
    build: {
      outDir: fileURLToPath(new URL('../dist/client', import.meta.url)),
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 900,
      rolldownOptions: {
        // Compressing takes the longest, and is worth it.
        checks: { bundlerTimings: false },
        input: { index: `${root}index.html`, sw: `${root}sw.ts` },
        output: {
          codeSplitting: { groups: Object.entries(together).map(fileOf) },
          entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        },
      },
    },
    // What few need of a history comes in a file of its own there, too.
    worker: { format: 'es' },
    server: {
      port: 5173,
      proxy: {
        '/api': { target: server, ws: true },
        '/collab': { target: server, ws: true },
        '/healthz': server,
      },
    },
  }
})
