// @ts-check
/**
 * Loaded into every server that is measured (`node --import`): tells the benchmark what the
 * process has used, and ends it when the benchmark is gone.
 */
process.on('message', (question) => {
  if (question === 'figures') tell()
  if (question === 'figures after collecting') void collect().then(tell)
})

async function collect() {
  // Buffers are given back by another thread, some time after they were found to be garbage.
  for (let time = 0; time < 3; time++) {
    globalThis.gc?.()
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function tell() {
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
}
process.on('disconnect', () => process.exit())
process.channel?.unref()
