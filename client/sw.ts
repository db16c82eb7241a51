/**
 * Keeps the shell: the app's own files, so that it opens without a connection. It never touches
 * the API, the live connection or anything published; text is kept by the pages themselves.
 *
 * Files have a hash in their name, so a kept one is never stale. The page itself comes from the
 * network where there is one. The previous version's files stay for tabs that still run it.
 */
import type { ShellFiles } from './shell-files.ts'

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchedEvent extends WorkerEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: WorkerEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: FetchedEvent) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void
}
declare const self: Worker
/** Filled in by the build. */
declare const SHELL_FILES: ShellFiles

const shell = SHELL_FILES
const { scope } = self.registration
const prefix = 'talkoot-shell-'
const cacheName = prefix + shell.version
/** Longest wait for the network before what is kept is shown, milliseconds. */
const patience = 4_000
const notOurs = /^(?:api|collab|published|healthz|readyz|metrics)(?:\/|$)/

self.addEventListener('install', (event) => event.waitUntil(keep()))
self.addEventListener('activate', (event) => event.waitUntil(tidy()))
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return
  const path = new URL(request.url).pathname.slice(new URL(scope).pathname.length)
  if (notOurs.test(path)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (path.startsWith('assets/') || path === 'icon.svg') event.respondWith(file(request))
})

async function keep(): Promise<void> {
  const cache = await caches.open(cacheName)
  const files = shell.files.map((name) => new URL(name, scope).href)
  await cache.addAll([new Request(scope, { cache: 'reload' }), ...files])
}

/** Deletes all but this version and the one before it. */
async function tidy(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix))
  const older = names.filter((name) => name !== cacheName)
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}

async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(scope)
  if (kept === undefined) return await fetch(request)
  // A server, or a network on the way, may take the request and never answer.
  const late = new Promise<Response>((resolve) => setTimeout(resolve, patience, kept))
  const answer = fetch(request).then(
    // A proxy before a server that is down answers too.
    (response) => (response.status < 502 || response.status > 504 ? response : kept),
    () => kept,
  )
  return await Promise.race([answer, late])
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  // Fonts for rarer characters and italics are kept once they were needed.
  if (answer.ok && answer.type === 'basic') {
    await (await caches.open(cacheName)).put(request, answer.clone())
  }
  return answer
}
