/**
 * Where the marks of stakeholders stand on the map of power and interest: five by five cells, the
 * marks of one cell side by side, so that none ever covers another.
 */

/** Side of the map in units of its picture; a cell is a fifth of it. */
export const mapSide = 500
const cell = mapSide / 5
/** Kept free round the marks of a cell. */
const margin = 4
/** Largest diameter of a mark. */
const largest = 40

/** 1 to 5; null where nobody has said it. */
export interface Placed {
  readonly power: number | null
  readonly interest: number | null
}

export interface Mark {
  /** Which of those given it is. */
  readonly index: number
  readonly power: number
  readonly interest: number
  /** Its middle; interest grows to the right, power upwards. */
  readonly x: number
  readonly y: number
  readonly radius: number
}

/** The marks of those who have a place, in their order. */
export function marksOf(rows: readonly Placed[]): Mark[] {
  const cells = new Map<string, { index: number; power: number; interest: number }[]>()
  for (const [index, { power, interest }] of rows.entries()) {
    if (power === null || interest === null) continue
    const key = `${power} ${interest}`
    const inCell = cells.get(key) ?? []
    inCell.push({ index, power, interest })
    cells.set(key, inCell)
  }
  return [...cells.values()].flatMap(sideBySide).toSorted((a, b) => a.index - b.index)
}

function sideBySide(
  inCell: readonly { readonly index: number; readonly power: number; readonly interest: number }[],
): Mark[] {
  const columns = Math.ceil(Math.sqrt(inCell.length))
  const lines = Math.ceil(inCell.length / columns)
  const step = Math.min((cell - 2 * margin) / columns, largest + 2)
  return inCell.map((one, place) => {
    const column = place % columns
    const line = Math.floor(place / columns)
    const inLine = line === lines - 1 ? inCell.length - line * columns : columns
    return {
      ...one,
      x: (one.interest - 0.5) * cell + (column - (inLine - 1) / 2) * step,
      y: (5 - one.power + 0.5) * cell + (line - (lines - 1) / 2) * step,
      radius: Math.min(step - 2, largest) / 2,
    }
  })
}

/** The cell at a point of the map, whatever lies outside counting to its nearest. */
export function placeAt(
  x: number,
  y: number,
): { readonly power: number; readonly interest: number } {
  const within = (value: number) => Math.min(5, Math.max(1, value))
  return {
    power: within(5 - Math.floor(y / cell)),
    interest: within(Math.floor(x / cell) + 1),
  }
}

/** The place one step on; it stays on the map. */
export function stepFrom(
  { power, interest }: { readonly power: number; readonly interest: number },
  key: string,
): { readonly power: number; readonly interest: number } | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [1, 0],
    ArrowDown: [-1, 0],
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
  }
  const step = steps[key]
  if (step === undefined) return null
  const within = (value: number) => Math.min(5, Math.max(1, value))
  return { power: within(power + step[0]), interest: within(interest + step[1]) }
}
