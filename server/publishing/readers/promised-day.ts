/** By when readers get an answer. Pure. */

const dayMs = 24 * 3_600_000

/** The day so many working days, Monday to Friday, after another one; both `2027-03-31`. */
export function promisedDay(today: string, workingDays: number): string {
  let at = Date.parse(`${today}T00:00:00Z`)
  for (let left = workingDays; left > 0;) {
    at += dayMs
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return new Date(at).toISOString().slice(0, 10)
}
