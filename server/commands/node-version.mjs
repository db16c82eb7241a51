// @ts-check
/** Ends the process with one sentence where Node is older than package.json asks for. */
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const wanted = engines.node.replace('>=', '')
const [major, minor] = wanted.split('.').map(Number)
const [ourMajor = 0, ourMinor = 0] = process.versions.node.split('.').map(Number)

if (ourMajor < major || (ourMajor === major && ourMinor < minor)) {
  console.error(
    `Talkoot needs Node ${wanted} or newer; this is ${process.version}. ` +
      'Get a newer one from https://nodejs.org and try again.',
  )
  process.exit(1)
}
