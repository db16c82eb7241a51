// @ts-check
/**
 * The Chromium that the browser tests drive: found where machines usually have one, else installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandOf, run, runNode } from './run.mjs'

const usual = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
    'C:/Program Files (x86)/Google/Chrome/Application/chrome.exe',
    'C:/Program Files/Chromium/Application/chrome.exe',
    'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
  ],
}

/** What the program is called inside a folder of Playwright's. */
const programs = [
  'chrome-headless-shell',
  'headless_shell',
  'chrome',
  'chrome-headless-shell.exe',
  'headless_shell.exe',
  'chrome.exe',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The path of a Chromium that starts, or undefined. TALKOOT_CHROMIUM goes first.
 * @returns {string | undefined}
 */
export function findChromium() {
  const given = process.env.TALKOOT_CHROMIUM
  if (given) return given
  const platform = /** @type {keyof typeof usual} */ (process.platform)
  return [...(usual[platform] ?? []), ...playwrightPrograms()].find(starts)
}

/**
 * Finds a Chromium, or installs one where `install` allows that: on Debian with apt, elsewhere
 * with Playwright. Ends the process with one sentence where none can be had; without `install`
 * gives undefined then.
 * @param {{ install: boolean }} options
 */
export async function provideChromium({ install }) {
  const found = findChromium()
  if (found !== undefined || !install) return found
  console.error('Installing Chromium for the browser tests …')
  await installWithApt()
  if (findChromium() === undefined) await installWithPlaywright()
  const installed = findChromium()
  if (installed !== undefined) return installed
  console.error(
    'The browser tests need Chromium, and it could not be installed here. Install Chromium or ' +
      'Chrome, or name one in TALKOOT_CHROMIUM, and try again.',
  )
  process.exit(1)
}

/** @param {string} path */
function starts(path) {
  if (!existsSync(path)) return false
  // On Windows `--version` opens a window. On Ubuntu the file may be a stub that asks for snap.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** Every program in Playwright's cache, the newest version first. */
function playwrightPrograms() {
  const cache = playwrightCache()
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => /^chromium(_headless_shell)?-\d+$/.test(name))
    .sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
    .flatMap((name) => readdirSync(join(cache, name)).map((inside) => join(cache, name, inside)))
    .flatMap((folder) => programs.map((program) => join(folder, program)))
}

function playwrightCache() {
  const { PLAYWRIGHT_BROWSERS_PATH: given, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env
  if (given) return given
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32') return join(local ?? homedir(), 'ms-playwright')
  return join(xdg ?? join(homedir(), '.cache'), 'ms-playwright')
}

/** Only on Debian itself: Ubuntu's package of this name is a snap. Does nothing elsewhere. */
async function installWithApt() {
  const system = '/etc/os-release'
  if (!existsSync(system) || !/^ID=debian$/m.test(readFileSync(system, 'utf8'))) return
  const asRoot = process.getuid?.() === 0
  if (!asRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return

  /** @param {string[]} args */
  const apt = (...args) => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y', ...args]
    if (!asRoot) command.unshift('sudo', '-n')
    const [program = '', ...rest] = command
    return run(program, rest, { stdio: ['ignore', 2, 2] })
  }
  // The lock on the package lists knows no timeout. Without a network apt warns and ends well.
  const deadline = Date.now() + 180_000
  while ((await apt('update')) !== 0 && Date.now() < deadline) await pause(3000)
  await apt(
    '-o',
    'DPkg::Lock::Timeout=300',
    'install',
    '--no-install-recommends',
    '--no-upgrade',
    'chromium',
  )
}

/** Only the browser, into the person's own cache: system libraries are left alone. */
async function installWithPlaywright() {
  await runNode(commandOf('playwright-core'), ['install', '--only-shell', 'chromium'], {
    stdio: ['ignore', 2, 2],
  })
}
