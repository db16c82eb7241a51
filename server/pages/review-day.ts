/** The day so many months after `now` (milliseconds since 1970), or the last one of that month. */
export function dayAfter(now: number, months: number): string {
  const today = new Date(now)
  const year = today.getUTCFullYear()
  const month = today.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Math.min(today.getUTCDate(), lastDay)
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10)
}
