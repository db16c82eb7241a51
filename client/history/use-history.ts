import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { PageId } from '#contract/ids.ts'
import { fetchBytes } from '../net/bytes.ts'
import { listenToEvents } from '../net/events.ts'
import { HistoryEngine } from './history-engine.ts'
import { factsQuery } from './history-queries.ts'
import { Moments } from './moments.ts'
import type { HistoryFacts, OpenHistory } from './open-history.ts'

/** Points of the picture of growth. */
const steps = 320

export type HistoryState =
  /** `received`: bytes so far. */
  | { readonly at: 'fetching'; readonly received: number }
  | { readonly at: 'failed'; readonly error: unknown; readonly retry: () => void }
  | { readonly at: 'open'; readonly history: OpenHistory }

interface Held {
  /** Which telling of the history it is: another one after something was taken out. */
  readonly edition: string
  readonly engine: HistoryEngine
  readonly moments: Moments
}

/** Fetches a page's history, holds it as long as the component is drawn, and goes on with it. */
export function useHistory(page: PageId): HistoryState {
  const { data: facts, error: noFacts, refetch } = useQuery(factsQuery(page))
  useWritten(page)
  const edition = facts === undefined ? null : editionOf(facts)
  const [attempt, setAttempt] = useState(0)
  const [received, setReceived] = useState(0)
  const [held, setHeld] = useState<Held | null>(null)
  const [error, setError] = useState<unknown>(null)

  useEffect(() => {
    if (edition === null) return undefined
    const left = new AbortController()
    const engine = new HistoryEngine()
    const open = async () => {
      const bundle = await fetchBytes('getHistory', { id: page }, left.signal, setReceived)
      await engine.ask('open', { bundle })
      const moments = new Moments(await engine.ask('overview', { steps }))
      if (!left.signal.aborted) setHeld({ edition, engine, moments })
    }
    open().catch((cause: unknown) => (left.signal.aborted ? undefined : setError(cause)))
    return () => {
      left.abort()
      engine.close()
      setHeld(null)
      setError(null)
      setReceived(0)
    }
  }, [page, edition, attempt])

  // Somebody writes on it while one looks.
  const head = facts?.head ?? 0
  useEffect(() => {
    if (held === null || held.moments.head >= head) return undefined
    const left = new AbortController()
    const { engine } = held
    const goOn = async () => {
      for (let at = held.moments.head; at < head;) {
        const input = { id: page, seq: at }
        const entries = await fetchBytes('getHistoryAfter', input, left.signal)
        const next = await engine.ask('goOn', { entries })
        if (next === at) break
        at = next
      }
      const moments = new Moments(await engine.ask('overview', { steps }))
      if (!left.signal.aborted) setHeld({ ...held, moments })
    }
    // Next time, then: what is shown is right, only not the newest.
    goOn().catch((cause: unknown) => (left.signal.aborted ? undefined : reportError(cause)))
    return () => left.abort()
  }, [page, head, held])

  const retry = useCallback(() => {
    void refetch()
    setAttempt((n) => n + 1)
  }, [refetch])
  const failure = error ?? (facts === undefined ? noFacts : null)
  if (failure !== null) return { at: 'failed', error: failure, retry }
  if (facts === undefined || held === null || held.edition !== edition) {
    return { at: 'fetching', received }
  }
  const { engine, moments } = held
  return { at: 'open', history: { engine, moments, facts } }
}

/** Somebody writes on the page while one looks: what there is to know of it is fetched again. */
function useWritten(page: PageId): void {
  const queries = useQueryClient()
  useEffect(() => {
    const again = () => void queries.invalidateQueries(factsQuery(page))
    const listener = { onEvent: again, onReturn: again, onEnd: again }
    return listenToEvents(listener, { history: page })
  }, [queries, page])
}

function editionOf({ epoch, redactions }: HistoryFacts): string {
  return `${epoch}.${redactions.length}`
}
