/** Days and hours where somebody is. Instants are milliseconds since 1970. Pure. */

const dayMs = 24 * 3_600_000
const hourMs = 3_600_000

/** How far clocks are ahead of UTC at an instant, milliseconds. */
type Offset = (at: number) => number

/** The day there, `2027-03-31`. */
export function dayIn(timeZone: string, at: number): string {
  return dayBy(offsetIn(timeZone), at)
}

/** The day so many days later, or earlier. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** The last day before it that is neither a Saturday nor a Sunday. */
export function workingDayBefore(day: string): string {
  const before = daysAfter(day, -1)
  const weekday = new Date(`${before}T00:00:00Z`).getUTCDay()
  return weekday === 0 ? daysAfter(before, -2) : weekday === 6 ? daysAfter(before, -1) : before
}

/**
 * When it is that hour there for the first time after `after`. Where the clock skips it, that is
 * when the clock has skipped.
 */
export function nextHour(timeZone: string, hour: number, after: number): number {
  const offset = offsetIn(timeZone)
  for (let day = dayBy(offset, after - dayMs); ; day = daysAfter(day, 1)) {
    const at = instantOf(offset, day, hour)
    if (at > after) return at
  }
}

const dayBy = (offset: Offset, at: number) => new Date(at + offset(at)).toISOString().slice(0, 10)

/** The first instant at which clocks there show that hour of that day, or a later one. */
function instantOf(offset: Offset, day: string, hour: number): number {
  const shown = Date.parse(`${day}T00:00:00Z`) + hour * hourMs
  const guesses = [dayMs, -dayMs].map((apart) => shown - offset(shown + apart))
  const right = guesses.filter((at) => at + offset(at) === shown)
  // None: the clock skips it, and shows it neither before nor after the change.
  return right.length > 0 ? Math.min(...right) : skipped(offset, shown, guesses)
}

/** When the clock there goes beyond what it never shows, to the minute. */
function skipped(offset: Offset, shown: number, guesses: readonly number[]): number {
  let before = Math.min(...guesses) - dayMs
  let after = Math.max(...guesses) + dayMs
  while (after - before > 60_000) {
    const middle = Math.floor((before + after) / 2)
    if (middle + offset(middle) >= shown) after = middle
    else before = middle
  }
  return Math.ceil(before / 60_000) * 60_000
}

/** Making what knows a time zone takes a hundred times as long as asking it. */
function offsetIn(timeZone: string): Offset {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const parts = new Map(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)] as const),
    )
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0
    const shown = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return shown - Math.floor(at / 1_000) * 1_000
  }
}
