import { createServer } from 'node:http'
import { networkInterfaces } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../../server/config.ts'
import { listen } from '../../server/http/listen.ts'

function hello() {
  const server = createServer((_request, response) => response.end('hello'))
  onTestFinished(() => void server.close())
  return server
}

const has6 = Object.values(networkInterfaces())
  .flat()
  .some((network) => network?.address === '::1')

test('[G3] localhost is both loopback addresses', async () => {
  const listening = await listen(hello(), 'localhost', 0)
  onTestFinished(() => listening.close())
  for (const host of has6 ? ['127.0.0.1', '[::1]'] : ['127.0.0.1']) {
    const answer = await fetch(`http://${host}:${listening.port}/`)
    expect(await answer.text()).toBe('hello')
  }
})

test('[G3] a port that is taken, and an address that is not ours, are told in a sentence', async () => {
  const { port } = await listen(hello(), '127.0.0.1', 0)
  const again = listen(hello(), '127.0.0.1', port)
  await expect(again).rejects.toThrow(ConfigError)
  await expect(again).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use already`)
  await expect(listen(hello(), '192.0.2.1', 0)).rejects.toThrow('not an address of this machine')
})
