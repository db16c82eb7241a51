/**
 * What the browser remembers in its local storage, under one prefix and per person, so that
 * signing out can wipe it. Storage may be refused (private windows, full disk): then nothing is
 * remembered, and whoever needs to know asks `canStore`.
 */
const prefix = 'talkoot.'

/** The value under a name, or null. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Remembers a value (null forgets it). Returns whether the browser kept it. */
export function remember(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
    return true
  } catch {
    return false
  }
}

/** The names that begin with `start`. */
export function recallNames(start: string): readonly string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix + start))
      .map((key) => key.slice(prefix.length))
  } catch {
    return []
  }
}
