/** So many at the same time; the others wait in their order. */
export function createSlots(count: number): <T>(act: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = count

  return async (act) => {
    if (free > 0) free -= 1
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await act()
    } finally {
      // Whoever is next takes the slot over.
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
