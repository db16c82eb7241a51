/** Days as people choose them, where they are. A day that ends something is a whole day. */

/** The last moment of a day given as `2027-03-12`, for the server. */
export function endOfDay(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString()
}

/** The day of a moment, as a field for dates wants it. */
export function dayOf(moment: string | number): string {
  const at = new Date(moment)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The day that is so many days from now. */
export function dayIn(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return dayOf(at.getTime())
}
