/** One thing that is measured, and what it may use. */
import { must } from '../../server/contract/asserts.ts'
import type { Running, StartOptions, System, SystemName } from './systems/system.ts'

/** A line of the table. Figures that were not measured are left out. */
export interface Row {
  readonly what: string
  readonly unit: string
  readonly talkoot: number
  readonly hocuspocus?: number | undefined
  readonly yWebsocket?: number | undefined
  /** What a bare relay takes; for keys, a window with the same text and nothing else. */
  readonly ceiling?: number | undefined
  /** `more` where a larger figure is the better one. */
  readonly better?: 'more'
  /** In words, with what it was held against; '' for a figure without a target. */
  readonly target: string
  readonly met: boolean | null
}

export interface Bench {
  /** A run of two minutes instead of ten: shorter, not smaller. */
  readonly quick: boolean
  /** Without the servers to compare with. */
  readonly alone: boolean
  /** Folder with recorded editing histories, or null. */
  readonly traces: string | null
  /** Milliseconds that a small write with fsync takes on this disk. */
  readonly fsync: { readonly p50: number; readonly p95: number }
  /** Starts a system on an empty folder, and ends it after. */
  using<T>(
    system: System,
    options: Omit<StartOptions, 'data'>,
    use: (running: Running) => Promise<T>,
  ): Promise<T>
  /** An empty folder that goes with the run. */
  folder(): Promise<string>
  /** Says what goes on. */
  say(text: string): void
  row(row: Row): void
}

export interface Scenario {
  /** For `--only`. */
  readonly name: string
  run(bench: Bench): Promise<void>
}

/** What was measured of each system; null where it was not. */
export type Measured<T> = ReadonlyMap<SystemName, T>

/** A line's figures: what `pick` takes from what was measured of each system. */
export function figuresOf<T>(
  found: Measured<T>,
  pick: (measured: T) => number,
  talkoot: 'talkoot' | 'talkoot, 20 ms' = 'talkoot',
): Pick<Row, 'talkoot' | 'hocuspocus' | 'yWebsocket' | 'ceiling'> {
  const of = (name: SystemName) => {
    const measured = found.get(name)
    return measured && pick(measured)
  }
  return {
    talkoot: must(of(talkoot)),
    hocuspocus: of('hocuspocus'),
    yWebsocket: of('y-websocket'),
    ceiling: of('relay'),
  }
}

/** Measures each system in turn; Talkoot only, where the benchmark runs alone. */
export async function measureEach<T>(
  bench: Bench,
  systems: readonly System[],
  options: Omit<StartOptions, 'data'>,
  measure: (running: Running, system: System) => Promise<T>,
): Promise<Measured<T>> {
  const found = new Map<SystemName, T>()
  for (const system of systems) {
    if (bench.alone && !system.name.startsWith('talkoot')) continue
    found.set(
      system.name,
      await bench.using(system, options, (running) => measure(running, system)),
    )
  }
  return found
}
