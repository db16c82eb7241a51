/** How a day (`2027-03-31`) lies to today, where its reader is. */
export function dueOf(day: string, now: Date = new Date()): 'late' | 'today' | 'ahead' {
  const two = (n: number) => String(n).padStart(2, '0')
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return day < today ? 'late' : day === today ? 'today' : 'ahead'
}
