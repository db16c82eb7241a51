// @ts-check
/**
 * Builds `dist/`: the server with esbuild, the client with vite. Started by prepare.mjs.
 *
 * The server becomes one file per entry, side by side in `dist/server/`; packages stay outside. An
 * entry is main.ts, talkoot.ts and every `*-worker.ts`. Code that starts a worker writes
 * `new URL('./name-worker.ts', import.meta.url)`, which is true of the sources, and is made true
 * of the bundle here.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { build as buildClient } from 'vite'
import { filesUnder, inRoot } from './tree.mjs'

const workerUrl = /new URL\((['"])\.\/([\w-]+-worker)\.ts\1, import\.meta\.url\)/g

/** @type {import('esbuild').Plugin} */
const workersBesideMain = {
  name: 'workers-beside-main',
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]server[\\/].*\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(
        workerUrl,
        "new URL('./$2.js', import.meta.url)",
      ),
    }))
  },
}

const workers = filesUnder('server').filter((file) => file.endsWith('-worker.ts'))
await build({
  entryPoints: ['server/main.ts', 'server/talkoot.ts', ...workers].map((file) => ({
    in: inRoot(file),
    out: basename(file, '.ts'),
  })),
  outdir: inRoot('dist', 'server'),
  absWorkingDir: inRoot(),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [workersBesideMain],
})

await buildClient({
  root: inRoot('client'),
  configFile: inRoot('client', 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: inRoot('dist', 'client'), emptyOutDir: true },
})
