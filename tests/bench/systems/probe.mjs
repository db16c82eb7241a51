// @ts-check
/**
 * Loaded into every server that is measured (`node --import`): tells the benchmark what the
 * process has used, and ends it when the benchmark is gone.
 */
process.on('message', (question) => {
  if (question !== 'figures' && question !== 'figures after collecting') return
  if (question === 'figures after collecting') {
    globalThis.gc?.()
    globalThis.gc?.()
  }
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  const pending = Reflect.get(globalThis, 'benchPending')
  process.send?.({
    cpu: (user + system) / 1_000,
    at: performance.now(),
    rss,
    held: heapUsed + external,
    pending: typeof pending === 'function' ? pending() : 0,
  })
})
process.on('disconnect', () => process.exit())
process.channel?.unref()
