// @ts-check
/**
 * Takes a checkout, however fresh, to the point where it can run: installs what is missing, builds
 * what is stale, and does nothing and says nothing where all is well. Needs Node and npm alone, so
 * nothing that is installed may be imported here.
 */
import './node-version.mjs'
import './follow-parent.mjs'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { run, runNode } from './run.mjs'
import { fingerprint, inRoot } from './tree.mjs'

const stamp = inRoot('dist', 'fingerprint')

/**
 * Installs and builds as far as needed. Ends the process with the failing step's exit code where
 * a step fails: what it printed says why.
 * @param {{ build?: 'if-stale' | 'always' | 'no' }} [options]
 */
export async function prepare({ build = 'if-stale' } = {}) {
  if (!isInstalled()) {
    await step('Installing packages', install)
  }
  if (build === 'always' || (build === 'if-stale' && !isBuilt())) {
    await step('Building Talkoot', buildAll)
  }
}

/** Was what is in `dist/` made from the sources as they are now? */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()
}

/**
 * npm leaves a record of what it put into node_modules, as the last thing it does: an interrupted
 * installation has none.
 */
function isInstalled() {
  const record = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const lockfile = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8'))
  return holdsAll(lockfile.packages, JSON.parse(readFileSync(record, 'utf8')).packages)
}

/**
 * Is every package of the lockfile present, byte for byte? Those for other platforms are not
 * expected, and packages too many do no harm.
 * @typedef {Readonly<Record<string, { readonly integrity?: string, readonly optional?: boolean }>>} Packages
 * @param {Packages} wanted
 * @param {Packages} present
 */
export function holdsAll(wanted, present) {
  return Object.entries(wanted).every(
    ([path, { optional, integrity }]) =>
      path === '' || optional === true || present[path]?.integrity === integrity,
  )
}

function install() {
  // Also where NODE_ENV says production: the build needs the development packages.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  // What npm says goes to stderr, so that the output of a command stays the command's.
  const stdio = /** @type {const} */ (['ignore', 2, 2])
  if (npm?.endsWith('npm-cli.js')) return runNode(npm, args, { stdio: [...stdio] })
  return run('npm', args, { stdio: [...stdio], shell: process.platform === 'win32' })
}

async function buildAll() {
  const made = fingerprint()
  rmSync(stamp, { force: true })
  // A process of its own: a bundler's memory would stay with the server for ever.
  const code = await runNode(inRoot('server', 'commands', 'bundle.mjs'), [], {
    stdio: ['ignore', 2, 2],
  })
  if (code === 0) writeFileSync(stamp, made)
  return code
}

/**
 * @param {string} what
 * @param {() => Promise<number>} work
 */
async function step(what, work) {
  const start = Date.now()
  console.error(`${what} …`)
  const code = await work()
  if (code !== 0) {
    console.error(`${what} failed (exit code ${code}).`)
    process.exit(code)
  }
  console.error(`${what}: done in ${((Date.now() - start) / 1000).toFixed(1)} s.`)
}
