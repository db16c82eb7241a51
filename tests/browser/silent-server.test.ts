import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, onTestFinished, test } from 'vitest'
import { startApp } from '../support/app.ts'
import { computer, expectCleanPages, untilSaveStateIs } from './chromium.ts'
import { foundedBy, opens, sees, types } from './organisation.ts'

afterEach(expectCleanPages)

test('[W78] a server that takes requests and never answers does not keep the app from opening', async () => {
  const app = await startApp()
  const aino = await computer()
  const place = await foundedBy(aino, app.url, app.setupToken)
  const tab = await opens(aino, place)
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await tab.reload()
  await types(tab, 0, 'Written before.')
  await untilSaveStateIs(tab, 'Saved')
  await app.close()
  await silence(app.port)

  await tab.reload()
  await sees(tab, 'Written before.')
  await types(tab, 0, ' Written on.')
  await untilSaveStateIs(tab, /kept in this browser/)
})

/** Takes every connection on a port and says nothing. */
async function silence(port: number): Promise<void> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
}
