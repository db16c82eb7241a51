import type { IncomingMessage } from 'node:http'
import express from 'express'
import type { Config } from '../config.ts'

/** Where a request came from, for what is answered without express: what `request.ip` would say. */
export function createAddressOf({
  trustProxy,
}: Pick<Config, 'trustProxy'>): (request: IncomingMessage) => string {
  const app = express()
  app.set('trust proxy', trustProxy)
  const trusts = app.get('trust proxy fn') as (address: string, distance: number) => boolean
  return ({ headers, socket }) => {
    const header = headers['x-forwarded-for']
    const named = [header ?? []].flat().flatMap((line) => line.split(','))
    const way = [
      socket.remoteAddress ?? '',
      ...named
        .map((one) => one.trim())
        .filter(Boolean)
        .reverse(),
    ]
    const place = way.findIndex((address, distance) => !trusts(address, distance))
    return way[place === -1 ? way.length - 1 : place] ?? ''
  }
}
