/** This day, where the reader is: 2027-01-31. */
export function today(): string {
  return dayOf(Date.now())
}

/** The day of a moment, where the reader is. */
export function dayOf(moment: string | number): string {
  const at = new Date(moment)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The last moment of a day, where the reader is. */
export function endOf(day: string): string {
  return new Date(`${day}T23:59:59.999`).toISOString()
}
