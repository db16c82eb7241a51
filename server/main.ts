/** Starts Talkoot from the environment, and ends it in good order. */
import { inspect } from 'node:util'
import { StorageFailed } from '#contract/errors.ts'
import { pino } from 'pino'
import { type App, createApp } from './app.ts'
import { processBus } from './bus/bus.ts'
import { checkHistories } from './chronicles/check-histories.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { type Listening, listen } from './http/listen.ts'
import { TemplateError } from './pages/template-lines.ts'
import { recoveryAsked } from './people/recovery.ts'
import { type ControlChannel, serveControl } from './storage/embedded/control.ts'
import { openEmbedded } from './storage/embedded/open.ts'
import type { Storage } from './storage/storage.ts'

const closeWithinMs = 5_000
const impatientAfterMs = 1_000

await main()

async function main(): Promise<void> {
  try {
    await start()
  } catch (error) {
    // One sentence for what whoever starts us can mend; the whole of it for what we must.
    const plain =
      error instanceof ConfigError ||
      error instanceof TemplateError ||
      error instanceof StorageFailed
    process.stderr.write(`${plain ? error.message : inspect(error)}\n`)
    process.exit(1)
  }
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const logger = pino({ level: config.log })
  const report = (error: unknown, what: string) => logger.error({ err: error }, what)
  const note = (event: string, details: Readonly<Record<string, string>>) =>
    logger.info(details, event)

  const storage = await openEmbedded(config.data, {
    clock: Date.now,
    report: (sentence, cause) => logger.error({ err: cause }, sentence),
  })
  for (const { page, text } of storage.damage()) {
    logger.error({ page }, `DAMAGE: ${text}`)
  }
  try {
    const bus = processBus((error) => report(error, 'the bus'))
    const app = await createApp({ storage, bus, clock: Date.now, config, report, note })
    const listening = await listen(app.server, config.host, config.port)
    const address = addressOf(config, listening.port)
    const others = new Map([
      ['recover', (given: unknown) => app.recover(recoveryAsked.parse(given), address)],
    ])
    const refused = (sentence: string, cause?: unknown) => report(cause, sentence)
    const control = await serveControl(storage, refused, { others, more: checkHistories })
    const fatal = (error: unknown) => logger.fatal({ err: error }, 'cannot go on')
    endInGoodOrder({ app, control, storage, listening, report, fatal })
    await announce(app, config, address)
  } catch (error) {
    await storage.close()
    throw error
  }
}

/** Where people reach it, as far as the settings tell. */
function addressOf({ host, publicUrl }: Config, port: number): string {
  const name = /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host
  const local = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  return publicUrl?.href.replace(/\/$/, '') ?? local
}

async function announce(app: App, config: Config, address: string): Promise<void> {
  process.stdout.write(`Talkoot is at ${address} (data in ${config.data})\n`)
  const token = await app.setupToken()
  if (token === null) return
  // After the #, so that no proxy and no log on the way ever gets to see it.
  process.stdout.write(
    `Set up the organisation, once: ${address}/setup#token=${encodeURIComponent(token)}\n`,
  )
}

function endInGoodOrder(deps: {
  readonly app: App
  readonly control: ControlChannel
  readonly storage: Storage
  readonly listening: Listening
  readonly report: (error: unknown, what: string) => void
  readonly fatal: (error: unknown) => void
}): void {
  const { app, control, storage, listening, report, fatal } = deps
  let ending = false
  let since = 0

  const end = (code: number) => {
    // A terminal and whoever started us may both pass on the same key press.
    if (ending && Date.now() - since < impatientAfterMs) return
    if (ending) process.exit(code || 1)
    ending = true
    since = Date.now()
    setTimeout(() => {
      report(new Error(`not closed within ${closeWithinMs} ms`), 'closing')
      process.exit(1)
    }, closeWithinMs - 200).unref()
    listening.close()
    app
      .close()
      .then(() => control.close())
      .then(() => storage.close())
      .then(
        () => process.exit(code),
        (error: unknown) => {
          report(error, 'closing')
          process.exit(1)
        },
      )
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0))
  process.on('uncaughtException', (error) => {
    fatal(error)
    if (!ending) end(1)
  })
  // An error nobody has taken care of leaves us in a state nobody has thought of.
  process.on('unhandledRejection', (error) => {
    fatal(error)
    if (!ending) end(1)
  })
}
