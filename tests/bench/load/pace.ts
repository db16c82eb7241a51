/** Things that are to be done at their time, by somebody who never hurries. */

/** Does `act(n)` for n = 0 to count - 1, `perSecond` of them; resolves after the last. */
export function atPace(count: number, perSecond: number, act: (n: number) => void): Promise<void> {
  return new Promise((resolve) => {
    const start = performance.now()
    let done = 0
    const tick = () => {
      const due = Math.min(count, ((performance.now() - start) / 1_000) * perSecond + 1)
      for (; done < Math.floor(due); done++) act(done)
      if (done >= count) resolve()
      else setTimeout(tick, 1)
    }
    tick()
  })
}

/** Resolves when it holds; rejects after so many seconds. */
export async function until(holds: () => boolean, what: string, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1_000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`after ${seconds} s not yet: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Share of one core that this process has used since `busySince()` was called. */
export function busySince(): () => number {
  const cpu = process.cpuUsage()
  const start = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return (user + system) / 1_000 / (performance.now() - start)
  }
}
