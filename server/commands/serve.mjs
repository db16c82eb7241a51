// @ts-check
/**
 * `npm run serve`: runs the built server and prepares nothing, for process managers and containers.
 * The server runs in this very process, so that signals and exit codes are its own. A signal may
 * come twice: Ctrl-C from the terminal, then SIGTERM because npm is gone.
 */
import './node-version.mjs'
import './follow-parent.mjs'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { inRoot, root } from './tree.mjs'

const main = inRoot('dist', 'server', 'main.js')
if (!existsSync(main)) {
  console.error('Talkoot has not been built yet. Run `npm run build` first, or `npm start`.')
  process.exit(1)
}
process.chdir(root)
process.env.NODE_ENV ??= 'production'
process.setSourceMapsEnabled(true)
await import(pathToFileURL(main).href)
