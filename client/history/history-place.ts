/** Where one is in a page's history, as its address says it: what one sees is a link to it. */
import type { PageId, Seq } from '#contract/ids.ts'

export const views = ['changes', 'written', 'replay'] as const
export type View = (typeof views)[number]

export interface HistoryPlace {
  readonly view: View
  /** The moment shown, or to which is compared; null: the present, as it goes on. */
  readonly at: Seq | null
  /**
   * Of what changed: since which moment; 0 is before all of them. `me`: since I was last here;
   * null: as the view likes.
   */
  readonly from: Seq | 'me' | null
}

/** Reads the part of an address after the question mark; what makes no sense is left out. */
export function placeIn(search: URLSearchParams): HistoryPlace {
  const asked = search.get('view')
  return {
    view: views.find((view) => view === asked) ?? 'changes',
    at: seqIn(search.get('to') ?? search.get('at')),
    from: search.get('since') === 'me' ? 'me' : seqIn(search.get('from')),
  }
}

/** The part of the address after the question mark. */
export function searchOf({ view, at, from }: HistoryPlace): URLSearchParams {
  const search = new URLSearchParams({ view })
  if (view === 'changes') {
    if (from === 'me') search.set('since', 'me')
    else if (from !== null) search.set('from', String(from))
  }
  if (at !== null) search.set(view === 'changes' ? 'to' : 'at', String(at))
  return search
}

/** The address of a place in a page's history, within the app. */
export function historyAddress(page: PageId, place?: Partial<HistoryPlace>): string {
  const path = `/pages/${page}/history`
  if (place === undefined) return path
  return `${path}?${searchOf({ view: 'changes', at: null, from: null, ...place })}`
}

function seqIn(text: string | null): Seq | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}
