/** The service worker that keeps the app's own files, so that it opens without a connection. */
import { root } from './place.ts'

/** Can this browser open the app offline from here? Not over plain http on another host. */
export const canOpenOffline = 'serviceWorker' in navigator && globalThis.isSecureContext

/**
 * Registers the service worker (not in development) and calls back when a newer version waits,
 * with the function that switches to it. Returns what ends the listening.
 */
export function keepShell(onUpdate: (reload: () => void) => void): () => void {
  if (!canOpenOffline || import.meta.env.DEV) return () => {}
  const workers = navigator.serviceWorker
  let asked = false
  const onChange = () => {
    if (asked) location.reload()
  }
  const offer = (waiting: ServiceWorker) =>
    onUpdate(() => {
      asked = true
      // Another tab may have switched already: this one is only to be loaded again.
      if (waiting.state === 'installed') waiting.postMessage('take over')
      else location.reload()
    })
  const watch = (registration: ServiceWorkerRegistration) => {
    if (registration.waiting !== null && workers.controller !== null) offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing?.addEventListener('statechange', () => {
        // Without a controller it is the first visit: nothing older is running.
        if (installing.state === 'installed' && workers.controller !== null) offer(installing)
      })
    })
  }
  const register = () =>
    void workers
      .register(new URL('sw.js', root), { scope: root.pathname })
      .then(watch, (error: unknown) => {
        // It could not be fetched: the next time there is a connection.
        if (error instanceof TypeError) addEventListener('online', register, { once: true })
        else reportError(error)
      })
  workers.addEventListener('controllerchange', onChange)
  register()
  return () => {
    removeEventListener('online', register)
    workers.removeEventListener('controllerchange', onChange)
  }
}
