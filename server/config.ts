/**
 * The settings: the only file that reads the environment. A wrong value stops the start with one
 * readable sentence.
 */
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Config {
  /** 0 lets the system choose. */
  readonly port: number
  /** `localhost` listens on both loopback addresses and nowhere else. */
  readonly host: string
  /** Absolute path of the data folder. */
  readonly data: string
  /** What people type into the browser, without a slash at the end; null when not set. */
  readonly publicUrl: URL | null
  /** Path prefix of the public address: empty, or `/wiki` without a slash at the end. */
  readonly basePath: string
  /** A fixed set-up token, or null for a random one at each start. */
  readonly setupToken: string | null
  /** Lets whoever sends it read the figures, from anywhere; null for this machine alone. */
  readonly metricsToken: string | null
  /** Which proxies may say where a request came from, as express understands it. */
  readonly trustProxy: number | readonly string[] | false
  readonly log: LogLevel
  /** Where e-mail goes out and in whose name; null = none is sent. */
  readonly mail: {
    readonly url: URL
    readonly from: { readonly name: string; readonly address: string }
  } | null
  /** Milliseconds for which changes to a page are gathered before they are sent, or by itself. */
  readonly fanOut: number | 'adaptive'
  /** Absolute path of the folder with the templates. */
  readonly templates: string
  /** Absolute path of the folder with the built client. */
  readonly client: string
  /** The version of Talkoot. */
  readonly version: string
}

/** Every setting, for the README and for `--help`. */
export const settings = [
  { name: 'PORT', default: '4000', meaning: 'Port to listen on. 0 takes any free one.' },
  {
    name: 'HOST',
    default: 'localhost',
    meaning:
      'Address to listen on. `localhost` is this machine only; `0.0.0.0` or `::` is every network.',
  },
  { name: 'TALKOOT_DATA', default: './data', meaning: 'Folder that everything is kept in.' },
  {
    name: 'TALKOOT_PUBLIC_URL',
    default: 'http://localhost:<PORT>',
    meaning:
      'Address that people use, with a path prefix if there is one. Set it behind a proxy: ' +
      'only pages from this address may then use a session.',
  },
  {
    name: 'TALKOOT_SETUP_TOKEN',
    default: 'random at each start',
    meaning: 'The one-time token for setting up the organisation.',
  },
  {
    name: 'TALKOOT_TRUST_PROXY',
    default: 'no',
    meaning:
      'Whose X-Forwarded-For to believe: `no`, a number of proxies, or their addresses ' +
      '(comma-separated; also `loopback`, `linklocal`, `uniquelocal`).',
  },
  {
    name: 'TALKOOT_METRICS_TOKEN',
    default: 'none',
    meaning:
      'Bearer token (16 to 200 characters) by which `/metrics` is read from another machine. ' +
      'Without it only this machine may.',
  },
  {
    name: 'TALKOOT_FANOUT_MS',
    default: 'adaptive',
    meaning:
      'For how many milliseconds (0 to 1000) what people type is gathered before others see it. ' +
      '`adaptive` is short where few write together and longer where many read along.',
  },
  {
    name: 'TALKOOT_SMTP_URL',
    default: 'none',
    meaning:
      'The server that e-mail goes out by: `smtp://host` (port 587 unless named) or ' +
      '`smtps://host` (465), with `user:password@` before the host where it wants them. ' +
      'Without it no e-mail is sent.',
  },
  {
    name: 'TALKOOT_MAIL_FROM',
    default: 'none',
    meaning:
      'In whose name e-mail goes out: `talkoot@example.org` or `Talkoot <talkoot@example.org>`.',
  },
  { name: 'TALKOOT_LOG', default: 'info', meaning: `How much to log: ${logLevels.join(', ')}.` },
] as const

/** A setting that cannot be used. The message is one sentence for the person who starts us. */
export class ConfigError extends Error {}

/** Reads the settings. Throws ConfigError. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: (typeof settings)[number]['name']) => env[name]?.trim() || undefined
  const root = installationFolder()
  const publicUrl = readPublicUrl(value('TALKOOT_PUBLIC_URL'))
  return {
    port: readPort(value('PORT') ?? '4000'),
    host: readHost(value('HOST') ?? 'localhost'),
    data: path.resolve(value('TALKOOT_DATA') ?? 'data'),
    publicUrl,
    basePath: publicUrl?.pathname.replace(/\/$/, '') ?? '',
    setupToken: readSetupToken(value('TALKOOT_SETUP_TOKEN')),
    metricsToken: readMetricsToken(value('TALKOOT_METRICS_TOKEN')),
    trustProxy: readTrustProxy(value('TALKOOT_TRUST_PROXY') ?? 'no'),
    mail: readMail(value('TALKOOT_SMTP_URL'), value('TALKOOT_MAIL_FROM')),
    log: readLogLevel(value('TALKOOT_LOG') ?? 'info'),
    fanOut: readFanOut(value('TALKOOT_FANOUT_MS') ?? 'adaptive'),
    templates: path.join(root, 'templates'),
    client: path.join(root, 'dist', 'client'),
    version: readVersion(path.join(root, 'package.json')),
  }
}

/** The folder with our package.json: above the sources and above what is built from them. */
function installationFolder(): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder
    if (folder === path.dirname(folder)) {
      throw new ConfigError('The installation is not complete: package.json is missing.')
    }
  }
}

function readVersion(file: string): string {
  const found = z.object({ version: z.string() }).safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (found.success) return found.data.version
  throw new ConfigError('The installation is not complete: package.json has no version.')
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= 0 && port <= 65_535) return port
  throw new ConfigError(`PORT must be a number from 0 to 65535, not "${text}".`)
}

function readHost(text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return host
  throw new ConfigError(`HOST must be an address or a host name, not "${text}".`)
}

// A prefix that is one of our own first path segments could not be told from it when a proxy
// takes the prefix off.
const ownSegments = /^\/(api|assets|collab|healthz|metrics|notices|published|readyz)(\/|$)/

function readPublicUrl(text: string | undefined): URL | null {
  if (text === undefined) return null
  const wrong = (why: string) => new ConfigError(`TALKOOT_PUBLIC_URL ${why}, not "${text}".`)
  if (!URL.canParse(text)) throw wrong('must be an address such as https://wiki.example.org')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol)) throw wrong('must begin with http:// or https://')
  if (url.username || url.password || url.search || url.hash) {
    throw wrong('must be an address without a user, a question mark or a #')
  }
  if (!/^[\w\-./~]*$/.test(url.pathname) || url.pathname.includes('//')) {
    throw wrong('may have a path of plain letters, digits and - . _ ~ only')
  }
  if (ownSegments.test(url.pathname)) {
    throw wrong('may not have a path that begins with a word Talkoot uses itself')
  }
  return url
}

function readSetupToken(text: string | undefined): string | null {
  if (text === undefined) return null
  if (text.length <= 200) return text
  throw new ConfigError('TALKOOT_SETUP_TOKEN may have at most 200 characters.')
}

function readMetricsToken(text: string | undefined): string | null {
  if (text === undefined) return null
  if (/^\S{16,200}$/.test(text)) return text
  throw new ConfigError('TALKOOT_METRICS_TOKEN must have 16 to 200 characters and no spaces.')
}

function readTrustProxy(text: string): Config['trustProxy'] {
  if (/^(no|false|0)$/i.test(text)) return false
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const proxies = text.split(',').map((proxy) => proxy.trim())
  for (const proxy of proxies) {
    if (/^(loopback|linklocal|uniquelocal)$/.test(proxy)) continue
    const [address = '', bits, ...rest] = proxy.split('/')
    const most = isIP(address) === 4 ? 32 : 128
    const bitsFit = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
    if (isIP(address) === 0 || !bitsFit || rest.length > 0) {
      throw new ConfigError(
        `TALKOOT_TRUST_PROXY must be "no", a number of proxies or their addresses, not "${proxy}".`,
      )
    }
  }
  return proxies
}

function readMail(server: string | undefined, sender: string | undefined): Config['mail'] {
  const from = sender === undefined ? null : readSender(sender)
  if (server === undefined) return null
  // What is wrong is said without it: there may be a password in it.
  const wrong = (why: string) => new ConfigError(`TALKOOT_SMTP_URL ${why}.`)
  const url = URL.canParse(server) ? new URL(server) : null
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw wrong('must be an address such as smtp://user:password@mail.example.org:587')
  }
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') {
    throw wrong('may have nothing behind the host and the port (# / ? in a password: %23 %2F %3F)')
  }
  if (!isEncoded(url.username) || !isEncoded(url.password)) {
    throw wrong('has a user or password with a % that is not written as %25')
  }
  if ((url.username === '') !== (url.password === '')) {
    throw wrong('must name both a user and a password, or neither')
  }
  if (from === null) {
    throw new ConfigError(
      'TALKOOT_MAIL_FROM must say in whose name e-mail goes out, since TALKOOT_SMTP_URL is set.',
    )
  }
  return { url, from }
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function readSender(text: string): { name: string; address: string } {
  const [, name = '', within] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? []
  const address = (within ?? text).trim()
  const label = name.trim().replace(/^"(.*)"$/, '$1')
  if (z.email().max(254).safeParse(address).success && !/\p{Cc}/u.test(label)) {
    return { name: label, address }
  }
  throw new ConfigError(
    'TALKOOT_MAIL_FROM must be an e-mail address, also as "Talkoot <talkoot@example.org>", ' +
      `not "${text}".`,
  )
}

function readLogLevel(text: string): LogLevel {
  const level = logLevels.find((known) => known === text.toLowerCase())
  if (level) return level
  throw new ConfigError(`TALKOOT_LOG must be one of ${logLevels.join(', ')}, not "${text}".`)
}

function readFanOut(text: string): Config['fanOut'] {
  if (text.toLowerCase() === 'adaptive') return 'adaptive'
  const milliseconds = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (milliseconds <= 1_000) return milliseconds
  throw new ConfigError(
    `TALKOOT_FANOUT_MS must be "adaptive" or a number from 0 to 1000, not "${text}".`,
  )
}
