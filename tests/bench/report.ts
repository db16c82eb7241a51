/** The table at the end, and the same as JSON. */
import { writeFile } from 'node:fs/promises'
import { arch, cpus, totalmem } from 'node:os'
import type { Row } from './scenario.ts'
import { betterPeer, round } from './targets.ts'

/** How many times better Talkoot is than the better peer; NaN without peers. */
export function ratioOf(row: Row): number {
  const peers = [row.hocuspocus, row.yWebsocket].filter((figure) => figure !== undefined)
  if (row.better === 'more') return row.talkoot / Math.max(...peers)
  return betterPeer(row) / row.talkoot
}

/** One line for each figure. */
export function table(rows: readonly Row[]): string {
  const head = [
    'what',
    'unit',
    'Talkoot',
    'Hocuspocus',
    'y-websocket',
    'ceiling',
    'ratio',
    'target',
    '',
  ]
  const lines = rows.map((row) => {
    const ratio = ratioOf(row)
    return [
      row.what,
      row.unit,
      round(row.talkoot),
      row.hocuspocus === undefined ? '' : round(row.hocuspocus),
      row.yWebsocket === undefined ? '' : round(row.yWebsocket),
      row.ceiling === undefined ? '' : round(row.ceiling),
      Number.isFinite(ratio) ? `${round(ratio)}×` : '',
      row.target,
      row.met === null ? '' : row.met ? 'met' : 'MISSED',
    ]
  })
  const widths = head.map((_, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  )
  const right = (column: number) => column >= 2 && column <= 6
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) =>
        right(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [
    print(head),
    widths.map((width) => '─'.repeat(width)).join('──'),
    ...lines.map(print),
  ].join('\n')
}

/** Everything that was found, and on what. */
export async function writeJson(
  file: string,
  found: {
    readonly quick: boolean
    readonly traces: boolean
    readonly fsync: { readonly p50: number; readonly p95: number }
    readonly rows: readonly Row[]
  },
): Promise<void> {
  const machine = {
    node: process.versions.node,
    platform: `${process.platform} ${arch()}`,
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    memory: totalmem(),
  }
  const rows = found.rows.map((row) => ({ ...row, ratio: ratioOf(row) }))
  await writeFile(file, `${JSON.stringify({ machine, ...found, rows }, null, 2)}\n`)
}
