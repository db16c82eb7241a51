// @ts-check
/**
 * Ends this process, as SIGTERM does, when npm is gone. npm hands a signal to the shell between it
 * and us; many a shell (dash, say) dies of it without passing it on, and a server that nobody sees
 * any more would go on holding the port and the data folder.
 */
const everyMilliseconds = 250
const parent = process.ppid

if (process.env.npm_lifecycle_event !== undefined) {
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, everyMilliseconds)
  watch.unref()
}
