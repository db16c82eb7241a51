/** Days as `2027-03-31`, where their reader is. */

const dayLength = 86_400_000

/** Today, where the reader is. */
export function today(): string {
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** Is the day over? */
export function isPast(day: string): boolean {
  return day < today()
}

/** Days from today to a day; negative when it is over. */
export function daysUntil(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today())) / dayLength)
}
