/** A real server on a free port, with everything real but the data folder, which is thrown away. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, type AppDeps, createApp } from '../../server/app.ts'
import { type Bus, processBus } from '../../server/bus/bus.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { type Listening, listen } from '../../server/http/listen.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import type { Storage } from '../../server/storage/storage.ts'

export interface RunningApp {
  readonly app: App
  /** `http://127.0.0.1:<port>`, without the path prefix. */
  readonly url: string
  readonly port: number
  readonly setupToken: string
  readonly storage: Storage
  readonly bus: Bus
  readonly config: Config
  /** Errors that were reported, in order. A test that expects none can say so. */
  readonly reported: readonly { readonly error: unknown; readonly what: string }[]
  /** What was noted for the log. */
  readonly notes: readonly { readonly event: string; readonly details: object }[]
  /** Sockets on pages now. */
  connections(): number
  /** Closes before the test's end does. */
  close(): Promise<void>
}

export interface AppOverrides {
  readonly config?: Partial<Config>
  readonly clock?: () => number
  readonly storage?: Storage
  readonly roomTimes?: AppDeps['roomTimes']
  readonly digestTimes?: AppDeps['digestTimes']
  readonly anchoringTimes?: AppDeps['anchoringTimes']
  readonly mailTimes?: AppDeps['mailTimes']
  readonly trusted?: string
}

/** Starts; closes with the test. */
export async function startApp(overrides: AppOverrides = {}): Promise<RunningApp> {
  const data = overrides.config?.data ?? (await temporaryFolder())
  const running = await launchApp(data, overrides)
  onTestFinished(running.close)
  return running
}

/** Starts on a data folder; the caller closes it. For tests that share one server. */
export async function launchApp(data: string, overrides: AppOverrides = {}): Promise<RunningApp> {
  const config: Config = {
    ...readConfig({ PORT: '0', HOST: '127.0.0.1', TALKOOT_SETUP_TOKEN: 'a token for the tests' }),
    ...overrides.config,
    data,
  }
  const reported: { error: unknown; what: string }[] = []
  const notes: { event: string; details: object }[] = []
  const report = (error: unknown, what: string) => void reported.push({ error, what })
  const storage =
    overrides.storage ??
    (await openEmbedded(data, {
      clock: overrides.clock ?? Date.now,
      report: (sentence, cause) => report(cause, sentence),
    }))
  const bus = processBus((error) => report(error, 'the bus'))
  const app = await createApp({
    storage,
    bus,
    clock: overrides.clock ?? Date.now,
    config,
    ...(overrides.roomTimes && { roomTimes: overrides.roomTimes }),
    ...(overrides.digestTimes && { digestTimes: overrides.digestTimes }),
    ...(overrides.anchoringTimes && { anchoringTimes: overrides.anchoringTimes }),
    ...(overrides.mailTimes && { mailTimes: overrides.mailTimes }),
    ...(overrides.trusted !== undefined && { trusted: overrides.trusted }),
    report,
    note: (event, details) => void notes.push({ event, details }),
  })
  const listening: Listening = await listen(app.server, config.host, config.port)
  let closed: Promise<void> | null = null
  const close = () =>
    (closed ??= (async () => {
      listening.close()
      await app.close()
      await storage.close()
    })())
  return {
    app,
    url: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    setupToken: config.setupToken ?? '',
    storage,
    bus,
    config,
    reported,
    notes,
    connections: () => app.figures().connections,
    close,
  }
}

/** Throws the first thing that was reported, if anything was. */
export function throwReported({ reported }: RunningApp): void {
  const [first] = reported
  if (first) throw new Error(`reported: ${first.what}`, { cause: first.error })
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
