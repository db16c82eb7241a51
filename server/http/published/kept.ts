/** What was made and is kept as long as it is still right and there is room. */

export interface Kept<T> {
  /**
   * What `make` makes, or made before for the same key and signature. Made once for all who ask at
   * the same time; another signature takes the place of the one before. What fails is not kept.
   */
  get(key: string, signature: string, make: () => Promise<T>): Promise<T>
}

interface Entry<T> {
  readonly signature: string
  readonly value: Promise<T>
  size: number
}

/** Keeps at most so many bytes, beside what was asked for last; what was not asked for the longest goes. */
export function createKept<T>(most: number, sizeOf: (value: T) => number): Kept<T> {
  const entries = new Map<string, Entry<T>>()
  let bytes = 0

  function drop(key: string, entry: Entry<T>): void {
    if (entries.get(key) !== entry) return
    entries.delete(key)
    bytes -= entry.size
  }

  function makeRoom(): void {
    for (const [key, entry] of entries) {
      if (bytes <= most || entries.size === 1) return
      drop(key, entry)
    }
  }

  return {
    get(key, signature, make) {
      const known = entries.get(key)
      if (known?.signature === signature) {
        // Set anew, it moves to the end.
        entries.delete(key)
        entries.set(key, known)
        return known.value
      }
      if (known) drop(key, known)
      const entry: Entry<T> = { signature, value: make(), size: 0 }
      entries.set(key, entry)
      entry.value.then(
        (value) => {
          if (entries.get(key) !== entry) return
          entry.size = sizeOf(value)
          bytes += entry.size
          makeRoom()
        },
        () => drop(key, entry),
      )
      return entry.value
    },
  }
}
