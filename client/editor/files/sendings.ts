/**
 * Files on their way into the page. Until one has arrived nothing of it is in the text: what shows
 * it stands at its place beside the text, and goes when the file takes that place.
 *
 * Files that were given together are a batch: they have one place, and arrive in their order.
 */
import { largestFile } from '#contract/file-limits.ts'
import type { PageFile } from '#contract/records.ts'
import { Failure } from '../../net/failure.ts'

export type SendingState =
  | { readonly at: 'waiting' }
  /** 1: all of it has left, and the server is working on it. */
  | { readonly at: 'sending'; readonly share: number }
  | { readonly at: 'arrived'; readonly file: PageFile }
  | { readonly at: 'failed'; readonly failure: Failure }

export interface Sending {
  readonly id: number
  readonly file: File
  readonly state: SendingState
}

export interface Batch {
  readonly id: number
  /** Where it is shown; the editor puts it in its place. */
  readonly element: HTMLElement
  readonly sendings: readonly Sending[]
}

/** What is to be said aloud. A new object each time. */
export interface Said {
  readonly what: 'sending' | 'picture' | 'attachment' | 'failed'
  readonly name: string
}

export interface SendingsView {
  readonly batches: readonly Batch[]
  readonly said: Said | null
}

/** What the text does with a batch. */
export interface TextSide {
  /** Puts a file that has arrived where its batch is. */
  readonly put: (batch: Batch, file: PageFile) => void
  /** The batch is over. */
  readonly drop: (batch: Batch) => void
}

type Send = (
  file: File,
  options: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<PageFile>

/** So many leave at once. */
const atOnce = 2

export class Sendings {
  readonly #send: Send
  readonly #listeners = new Set<() => void>()
  readonly #running = new Map<number, AbortController>()
  #view: SendingsView = { batches: [], said: null }
  #text: TextSide | null = null
  #made = 0

  constructor(send: Send) {
    this.#send = send
  }

  get = (): SendingsView => this.#view

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The editor is there; until the returned function is called. What is on its way then is lost. */
  connect(text: TextSide): () => void {
    this.#text = text
    return () => {
      this.#text = null
      for (const running of this.#running.values()) running.abort()
      this.#running.clear()
      this.#set({ batches: [], said: null })
    }
  }

  /** Begins to send files, shown in `element`. */
  add(files: readonly File[], element: HTMLElement): Batch {
    const sendings = files.map((file): Sending => ({
      id: this.#number(),
      file,
      state: first(file),
    }))
    const batch: Batch = { id: this.#number(), element, sendings }
    const name = files[0]?.name ?? ''
    this.#set({ batches: [...this.#view.batches, batch], said: { what: 'sending', name } })
    // What shows it is put in its place before anything can happen to it.
    queueMicrotask(() => this.#go())
    return batch
  }

  /** Stops or gives up sending. */
  remove(id: number): void {
    this.#running.get(id)?.abort()
    this.#running.delete(id)
    this.#change((batch) => ({
      ...batch,
      sendings: batch.sendings.filter((sending) => sending.id !== id),
    }))
    this.#go()
  }

  retry(id: number): void {
    this.#setState(id, { at: 'waiting' })
    this.#go()
  }

  /** There is a connection again. */
  reconnected(): void {
    for (const { id, state } of this.#all()) {
      if (state.at === 'failed' && state.failure.code === 'unreachable') this.retry(id)
    }
  }

  /** Is anything on its way that leaving the page would stop? */
  get underway(): boolean {
    return this.#all().some(({ state }) => state.at !== 'failed')
  }

  #all(): readonly Sending[] {
    return this.#view.batches.flatMap(({ sendings }) => sendings)
  }

  /** Lets those leave that may, and puts those in their place that have arrived. */
  #go(): void {
    if (this.#text === null) return
    for (const sending of this.#all()) {
      if (this.#running.size >= atOnce) break
      if (sending.state.at === 'waiting') void this.#run(sending)
    }
    for (const batch of this.#view.batches) this.#place(batch)
  }

  async #run({ id, file }: Sending): Promise<void> {
    const running = new AbortController()
    this.#running.set(id, running)
    this.#setState(id, { at: 'sending', share: 0 })
    const onProgress = (share: number) => {
      if (this.#running.get(id) === running) this.#setState(id, { at: 'sending', share })
    }
    let state: SendingState
    try {
      state = {
        at: 'arrived',
        file: await this.#send(file, { onProgress, signal: running.signal }),
      }
    } catch (error) {
      const failure =
        error instanceof Failure
          ? error
          : new Failure('unexpected', String(error), { cause: error })
      state = { at: 'failed', failure }
    }
    // Stopped meanwhile: whoever stopped it has said what becomes of it.
    if (this.#running.get(id) !== running) return
    this.#running.delete(id)
    this.#setState(id, state)
    if (state.at === 'failed') this.#set({ said: { what: 'failed', name: file.name } })
    this.#go()
  }

  /** In the order in which they were given: none goes before one that is still on its way. */
  #place(batch: Batch): void {
    for (const { id, state } of batch.sendings) {
      if (state.at === 'failed') continue
      if (state.at !== 'arrived') return
      this.#text?.put(batch, state.file)
      const what = state.file.kind === 'image' ? 'picture' : 'attachment'
      this.#set({ said: { what, name: state.file.name } })
      this.remove(id)
      return
    }
  }

  #setState(id: number, state: SendingState): void {
    this.#change((batch) =>
      batch.sendings.some((sending) => sending.id === id)
        ? {
            ...batch,
            sendings: batch.sendings.map((sending) =>
              sending.id === id ? { ...sending, state } : sending,
            ),
          }
        : batch,
    )
  }

  #change(change: (batch: Batch) => Batch): void {
    const changed = this.#view.batches.map(change)
    const batches = changed.filter(({ sendings }) => sendings.length > 0)
    this.#set({ batches })
    for (const batch of changed) if (batch.sendings.length === 0) this.#text?.drop(batch)
  }

  #set(change: Partial<SendingsView>): void {
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }

  #number(): number {
    this.#made += 1
    return this.#made
  }
}

/** What is too large need not leave. */
function first(file: File): SendingState {
  if (file.size <= largestFile) return { at: 'waiting' }
  return { at: 'failed', failure: new Failure('too-large', 'The file is too large.') }
}
