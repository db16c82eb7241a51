/** What was promised, and whether it was kept. */
import type { Row } from './scenario.ts'

type Figures = Pick<Row, 'talkoot' | 'hocuspocus' | 'yWebsocket'>
type Judged = Pick<Row, 'target' | 'met'>

/** The better of the peers, or NaN without peers. */
export function betterPeer({ hocuspocus, yWebsocket }: Omit<Figures, 'talkoot'>): number {
  const peers = [hocuspocus, yWebsocket].filter((figure) => figure !== undefined)
  return peers.length === 0 ? Number.NaN : Math.min(...peers)
}

/** At least so many times less than the better peer. */
export function timesLess(times: number, figures: Figures): Judged {
  const peer = betterPeer(figures)
  const target = `≥ ${times}× less than the better peer`
  return { target, met: Number.isNaN(peer) ? null : figures.talkoot * times <= peer }
}

/** No more than the better peer's and something on top. */
export function peerAnd(more: number, words: string, figures: Figures): Judged {
  const peer = betterPeer(figures)
  const target = `≤ better peer + ${words} (${round(peer + more)})`
  return { target, met: Number.isNaN(peer) ? null : figures.talkoot <= peer + more }
}

export function atMost(limit: number, figure: number): Judged {
  return { target: `≤ ${limit}`, met: figure <= limit }
}

export function atLeast(limit: number, figure: number): Judged {
  return { target: `≥ ${limit}`, met: figure >= limit }
}

export const noTarget: Judged = { target: '', met: null }

/** Three digits that mean something. */
export function round(figure: number): string {
  if (!Number.isFinite(figure)) return figure === Infinity ? '∞' : '–'
  const size = Math.abs(figure)
  return size >= 1_000
    ? Math.round(figure).toLocaleString('en')
    : figure.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2)
}
