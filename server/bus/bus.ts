/**
 * What rooms and features tell each other, also between nodes later. Messages are small and may be
 * lost: they say what to look at again, never carry the truth.
 */
import type { PageId, PersonId, SessionId, StrategyId, TokenId } from '#contract/ids.ts'

export type BusMessage =
  | { readonly kind: 'strategies' }
  /**
   * Pages of a strategy. `written`: only what is told of their texts, their titles and answered
   * questions; that changes with every word.
   */
  | { readonly kind: 'pages'; readonly strategy: StrategyId; readonly written?: true }
  /** The organisation's own templates. */
  | { readonly kind: 'templates' }
  /** People, units, invitations or the organisation's settings. */
  | { readonly kind: 'people' }
  /** Answers to the scales of a page. */
  | { readonly kind: 'scales'; readonly page: PageId }
  /** Versions or redactions of a page. */
  | { readonly kind: 'history'; readonly page: PageId }
  /** Somebody has written on a page: every two seconds at most. */
  | { readonly kind: 'written'; readonly page: PageId }
  /** Threads of a page: what was said, decided, or where they are in the text. */
  | { readonly kind: 'threads'; readonly page: PageId }
  /** Approvals, editions, feedback or how the strategy is published. */
  | { readonly kind: 'publishing'; readonly strategy: StrategyId }
  /** What a person is told. */
  | { readonly kind: 'notices'; readonly person: PersonId }
  /** What a person has at hand. */
  | { readonly kind: 'desk'; readonly person: PersonId }
  /** Somebody's rights may have changed: everyone's when `person` is null. */
  | { readonly kind: 'rights'; readonly person: PersonId | null }
  /** What may be done with one page may have changed: for those who have it open. */
  | { readonly kind: 'page-rights'; readonly page: PageId }
  /** A session or token ended: its sockets close at once. */
  | { readonly kind: 'ended'; readonly credential: SessionId | TokenId }

export interface Bus {
  /** Tells every listener, on every node, once. Never throws. */
  publish(message: BusMessage): void
  /** Calls `listener` for every message until the returned function is called. */
  subscribe(listener: (message: BusMessage) => void): () => void
}

/** The bus of a single process: listeners are called at once, in the order in which they came. */
export function processBus(report: (error: unknown) => void): Bus {
  const listeners = new Set<(message: BusMessage) => void>()
  return {
    publish(message) {
      for (const listener of listeners) {
        try {
          listener(message)
        } catch (error) {
          report(error)
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
