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
import { smallFonts } from './small-fonts.ts'
import { unusedCode } from './unused-code.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const server = 'http://localhost:4000'

/** What few need is fetched when it is needed, and kept then. */
const seldom = /italic|latin-ext|admin|history|redaction|readership|publishing/i

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
 * Takes requests out of the way to a page: the bundler's own few lines, which get a file of their
 * own, go into `app`, and the page's file is asked for together with `app`, not by it. So is the font
 * of its text: a long page is otherwise laid out twice. The server leaves those lines out of the
 * answer for other addresses.
 */
const fewRequests: Plugin = {
  name: 'few-requests',
  apply: 'build',
  // What it changes is not in the names that the bundler has made of the files' content.
  augmentChunkHash: () => 'few requests, 2',
  generateBundle: {
    // After all that looks at which file imports which.
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const named = (wanted: string) => chunks.find(({ name }) => name === wanted)
      const [lines, app, page] = ['rolldown-runtime', 'app', 'page'].map(named)
      const font = Object.keys(bundle).find((file) => /literata-latin-wght-normal/.test(file))
      const index = bundle['index.html']
      if (!lines || !app || !page || !font || index?.type !== 'asset') {
        return this.error('The bundle has other files than those that are to be joined')
      }
      const [ending, exported] = /export\{([^}]+)\};?\s*$/.exec(lines.code) ?? []
      if (!ending || !exported) return this.error('The runtime gives what it has in another way')
      const own = path.posix.basename(lines.fileName)
      const joined = path.posix.basename(app.fileName)
      const takes = new RegExp(`import\\{([^}]+)\\}from"\\./${own.replaceAll('.', '\\.')}";`)
      for (const chunk of chunks) {
        const code = chunk.code.replace(takes, (_, list: string) => {
          if (chunk !== app) {
            return `import{${list.replaceAll(/(\w+) as/g, 'runtime_$1 as')}}from"./${joined}";`
          }
          const given = exported.replaceAll(/(\w+) as (\w+)/g, '$2:$1')
          const taken = list.replaceAll(/(\w+) as (\w+)/g, '$1:$2')
          const all = [...exported.matchAll(/as (\w+)/g)].map(
            ([, name]) => `${name}:runtime_${name}`,
          )
          return (
            `const runtime_all=(()=>{${lines.code.slice(0, -ending.length)}return{${given}}})();` +
            `export const{${all.join()}}=runtime_all;const{${taken}}=runtime_all;`
          )
        })
        chunk.code = code.replaceAll(own, joined)
      }
      const opened =
        `<link rel="modulepreload" crossorigin data-opens="pages" href="./${page.fileName}">` +
        `<link rel="preload" as="font" type="font/woff2" crossorigin data-opens="pages" href="./${font}">`
      index.source = String(index.source)
        .replace(new RegExp(`.*${own}.*\n`), '')
        .replace(/( *)(<script type="module")/, `$1${opened}\n$1$2`)
      delete bundle[lines.fileName]
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
 * the text when somebody writes, and each language what is said there beside all that is said around
 * it. What belongs to two of them is in the first.
 */
const together: Readonly<Record<string, readonly string[]>> = {
  app: [
    'main.tsx',
    'screens/PageRail.tsx',
    'editor/blocks/PersonPicker.tsx',
    'ui/Combobox.tsx',
    'net/publishing-queries.ts',
    'net/thread-queries.ts',
  ],
  outside: ['screens/OutsideScreens.tsx'],
  page: ['screens/PageScreen.tsx', 'editor/PageEditor.tsx', 'editor/blocks/text-parts.ts'],
  layer: ['editor/layer/Layer.tsx'],
  ...Object.fromEntries(
    ['en', 'fi', 'nb', 'sv'].map((language) => [
      language,
      [`i18n/${language}.ts`, `i18n/editing/${language}.ts`],
    ]),
  ),
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
      return known.has(id) ? name : null
    },
  }
}

/**
 * The files to ask for together with one that is fetched later. `app` is always there; to look for
 * it among the links of a long page takes as long as a key. Styles are in the list, too.
 */
function withoutApp(
  file: string,
  needed: readonly string[],
  { hostType }: { readonly hostType: 'html' | 'js' },
): string[] {
  if (hostType === 'html') return [...needed]
  const missing = needed.filter((one) => !/\/(?:app|rolldown-runtime)-[^/]+\.js$/.test(one))
  return missing.length === 1 && missing[0] === file ? [] : missing
}

export default defineConfig(({ command }) => {
  // Whoever builds, a test run too, builds what is shipped: React is twice as large otherwise.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return {
    root,
    base: './',
    plugins: [react(), unusedCode, smallFonts(), fewRequests, shellList, compressed],
    build: {
      outDir: fileURLToPath(new URL('../dist/client', import.meta.url)),
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false, resolveDependencies: withoutApp },
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
    worker: { format: 'es', plugins: () => [unusedCode] },
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
