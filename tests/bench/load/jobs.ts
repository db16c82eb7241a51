/** What a load generator can be told to do, and what it answers. */
import type { Target } from './client.ts'

export interface Jobs {
  /** Fetches the states of pages. */
  states: { given: { targets: readonly Target[] }; answer: { states: readonly Uint8Array[] } }
  /** Puts text into pages; each update is a frame of its own, in order. */
  fill: {
    given: { pages: readonly { target: Target; updates: readonly Uint8Array[] }[] }
    answer: { seconds: number }
  }
  warming: { given: WarmingJob; answer: { edits: number } }
  typing: { given: TypingJob; answer: TypingAnswer }
  cursors: { given: CursorsJob; answer: CursorsAnswer }
  wandering: { given: WanderingJob; answer: null }
  stalled: { given: StalledJob; answer: { bytes: number } }
  ingest: { given: IngestJob; answer: IngestAnswer }
  joining: { given: JoiningJob; answer: JoiningAnswer }
  returning: { given: ReturningJob; answer: { milliseconds: number } }
  holding: { given: HoldingJob; answer: { connections: number } }
  asking: { given: AskingJob; answer: AskingAnswer }
}

export type JobName = keyof Jobs

/** Marks the moments at which the parent measures; goes on when it has. */
export type Mark = (moment: string) => Promise<void>

/** A few type a lot in a page of its own, so that a server's code has been compiled before. */
export interface WarmingJob {
  readonly target: Target
  readonly seed: Uint8Array
  readonly seconds: number
}

/** People in pages, some of them typing. */
export interface TypingJob {
  /** The typists are spread over these pages; everybody else is in the first. */
  readonly targets: readonly Target[]
  /** State of the pages before. */
  readonly seeds: readonly Uint8Array[]
  readonly run: number
  readonly clients: number
  readonly typists: number
  /** Keys per second and typist. */
  readonly rate: number
  /** Seconds of typing before anything is measured. */
  readonly warmUp: number
  readonly seconds: number
  /** Every key also moves a caret that is shown to others. */
  readonly cursors: boolean
}

export interface TypingAnswer {
  readonly edits: number
  /** Edits times those who had to be told of each. */
  readonly delivered: number
  /** Milliseconds from the key to somebody else's socket. */
  readonly latency: { readonly p50: number; readonly p95: number }
  /** Milliseconds from the key to "saved". */
  readonly saved: { readonly p50: number; readonly p99: number; readonly count: number }
  readonly bytes: number
  readonly seconds: number
  /** Share of one core that this process used. */
  readonly busy: number
}

/** Everybody moves a caret and nobody types. */
export interface CursorsJob {
  readonly target: Target
  readonly clients: number
  readonly rate: number
  readonly seconds: number
}

export interface CursorsAnswer {
  /** Megabytes a second that reached all clients together. */
  readonly megabytes: number
  /** Milliseconds for which the oldest news had not been shown: the worst, and p50. */
  readonly stale: { readonly p50: number; readonly worst: number }
  /** Did everything arrive within ten seconds of the end? */
  readonly keptUp: boolean
  readonly busy: number
}

/** One reads nothing while somebody else types. Marks 'typed' and, when it has gone, 'gone'. */
export interface StalledJob {
  readonly target: Target
  readonly seed: Uint8Array
  readonly run: number
  readonly megabytes: number
}

/** Many write as fast as the server takes it. */
export interface IngestJob {
  readonly targets: readonly Target[]
  readonly seeds: readonly Uint8Array[]
  readonly run: number
  readonly writers: number
  readonly edits: number
}

export interface IngestAnswer {
  /** Edits a second until somebody else had the last. */
  readonly visiblePerSecond: number
  /** Edits a second until the last was said to be saved; NaN where nothing is said. */
  readonly savedPerSecond: number
  /** Seconds from the last one sent to the last one saved. */
  readonly backlog: number
  readonly edits: number
}

/** Comes to a page that holds something large. */
export interface JoiningJob {
  readonly target: Target
  /** How many at once. */
  readonly clients: number
  /** How often, one after the other. */
  readonly times: number
  /** The content is there when this Yjs client's clock is reached. */
  readonly client: number
  readonly clock: number
  /** Bytes of state that have to come before that is looked for. */
  readonly bytes: number
}

export interface JoiningAnswer {
  /** Milliseconds from the connect to the content; for each time the median of the clients. */
  readonly each: readonly number[]
  /** Did a sync answer come before the content? */
  readonly emptyFirst: boolean
}

/** All are cut off and come back at once. */
export interface ReturningJob {
  readonly target: Target
  readonly seed: Uint8Array
  readonly clients: number
}

/** Some in each of many pages; marks 'held'. */
export interface HoldingJob {
  readonly targets: readonly Target[]
  readonly seeds: readonly Uint8Array[]
  readonly run: number
  readonly perPage: number
}

/** Carets that wander over a text. */
export interface WanderingJob {
  readonly target: Target
  /** Yjs positions in the text, as JSON. */
  readonly places: readonly string[]
  readonly clients: number
  /** Moves of each a second. */
  readonly rate: number
  readonly seconds: number
}

/** Reads files over HTTP on connections that stay open, one after another on each. */
export interface AskingJob {
  readonly port: number
  readonly paths: readonly string[]
  readonly encoding: 'gzip' | 'identity'
  readonly connections: number
  readonly seconds: number
}

export interface AskingAnswer {
  readonly perSecond: number
  /** Bytes of all bodies of each path, once. */
  readonly bodies: number
  /** Share of one core that this process used. */
  readonly busy: number
}
