/**
 * The records of one partition in memory. Values are kept as JSON text: what is read is parsed
 * anew each time, so nobody can change what is inside. Ids are keys of Maps: `__proto__` and
 * `constructor` are ids like any other.
 */
import { AppError } from '#contract/errors.ts'
import type { Change, Collection, Stored } from '../storage.ts'

/** One record as it is kept and written. */
export interface Row {
  readonly collection: string
  readonly id: string
  readonly revision: number
  readonly unique: readonly string[]
  /** JSON text. */
  readonly value: string
}

/** A change whose value was turned into text when it was handed over. */
export type TextChange =
  | {
      readonly do: 'put'
      readonly collection: Collection
      readonly id: string
      readonly value: string
      readonly expects: number | undefined
      readonly unique: readonly string[]
    }
  | Extract<Change, { do: 'delete' }>

/** Takes the value as it is now. Throws when it is not JSON. */
export function asText(change: Change): TextChange {
  if (change.do === 'delete') return change
  const value = JSON.stringify(change.value)
  if (value === undefined) throw new TypeError(`the value of ${change.id} is not JSON`)
  const { collection, id, expects, unique } = change
  return { do: 'put', collection, id, value, expects, unique: [...new Set(unique)] }
}

interface Table {
  readonly rows: Map<string, Row>
  /** Unique key to the id that holds it. */
  readonly keys: Map<string, string>
}

/** A record that a transaction changes, as it was before. */
interface Touched {
  readonly collection: string
  readonly id: string
  readonly row: Row | undefined
}

const read = ({ id, revision, value }: Row): Stored<unknown> => ({
  id,
  revision,
  value: JSON.parse(value),
})

const conflict = (text: string) => new AppError('conflict', text)

export class Records {
  readonly #tables: Map<string, Table>

  private constructor(tables: Map<string, Table>) {
    this.#tables = tables
  }

  static of(rows: Iterable<Row>): Records {
    const records = new Records(new Map())
    for (const row of rows) records.#put(row)
    return records
  }

  get(collection: Collection, id: string): Stored<unknown> | null {
    const row = this.#tables.get(collection)?.rows.get(id)
    return row ? read(row) : null
  }

  list(collection: Collection): readonly Stored<unknown>[] {
    const rows = [...(this.#tables.get(collection)?.rows.values() ?? [])]
    return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(read)
  }

  find(collection: Collection, key: string): Stored<unknown> | null {
    const id = this.#tables.get(collection)?.keys.get(key)
    return id === undefined ? null : this.get(collection, id)
  }

  get size(): number {
    let size = 0
    for (const { rows } of this.#tables.values()) size += rows.size
    return size
  }

  *rows(): Iterable<Row> {
    for (const { rows } of this.#tables.values()) yield* rows.values()
  }

  /** A copy that can be changed without changing this. */
  copy(): Records {
    const tables = [...this.#tables].map(([name, { rows, keys }]): [string, Table] => [
      name,
      { rows: new Map(rows), keys: new Map(keys) },
    ])
    return new Records(new Map(tables))
  }

  /**
   * Makes all changes in order, or throws AppError 'conflict' and has made none. Unique keys must
   * hold after all of them, so two records can trade one. Returns the new revisions, 0 for a
   * deleted record.
   */
  apply(changes: readonly TextChange[]): readonly number[] {
    const touched = new Map<string, Touched>()
    try {
      const revisions = changes.map((change) => {
        const { collection, id, expects } = change
        const row = this.#tables.get(collection)?.rows.get(id)
        const revision = row?.revision ?? 0
        if (expects !== undefined && expects !== revision) {
          throw conflict('Somebody else changed this in the meantime.')
        }
        const place = `${collection}/${id}`
        if (!touched.has(place)) touched.set(place, { collection, id, row })
        if (change.do === 'delete') {
          this.#remove(collection, id)
          return 0
        }
        const { value, unique } = change
        this.#put({ collection, id, revision: revision + 1, unique, value })
        return revision + 1
      })
      for (const { collection, id } of touched.values()) this.#takeKeys(collection, id)
      return revisions
    } catch (error) {
      for (const { collection, id } of touched.values()) this.#remove(collection, id)
      for (const { row } of touched.values()) if (row) this.#put(row)
      throw error
    }
  }

  #takeKeys(collection: string, id: string): void {
    const table = this.#tables.get(collection)
    for (const key of table?.rows.get(id)?.unique ?? []) {
      const owner = table?.keys.get(key) ?? id
      if (owner !== id) throw conflict('Something of that name is there already.')
      table?.keys.set(key, id)
    }
  }

  #put(row: Row): void {
    const table = this.#tables.get(row.collection) ?? { rows: new Map(), keys: new Map() }
    this.#tables.set(row.collection, table)
    this.#remove(row.collection, row.id)
    table.rows.set(row.id, row)
    for (const key of row.unique) if (!table.keys.has(key)) table.keys.set(key, row.id)
  }

  #remove(collection: string, id: string): void {
    const table = this.#tables.get(collection)
    for (const key of table?.rows.get(id)?.unique ?? []) {
      if (table?.keys.get(key) === id) table.keys.delete(key)
    }
    table?.rows.delete(id)
  }
}
