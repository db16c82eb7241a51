/** What stands before the pages of editions: addresses, encodings, languages, what is kept. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { createAddressOf } from '../../../server/http/address-of.ts'
import { encodingFor, languageFor } from '../../../server/http/published/accepted.ts'
import { createKept } from '../../../server/http/published/kept.ts'
import { isPublished, publishedPath } from '../../../server/http/published/published-path.ts'
import { bareRequest } from '../../support/bare-request.ts'

const partsOf = (url: string) => {
  const path = publishedPath(url)
  return path && [path.slug, path.number, path.rest]
}

test('[P352] an address of an edition is read part by part', () => {
  expect(partsOf('/published/viestinta')).toEqual(['viestinta', null, null])
  expect(partsOf('/published/viestinta/')).toEqual(['viestinta', null, ''])
  expect(partsOf('/published/viestinta/goals.html')).toEqual(['viestinta', null, 'goals.html'])
  expect(partsOf('/published/viestinta/1.0')).toEqual(['viestinta', '1.0', null])
  expect(partsOf('/published/viestinta/1.0?x')).toEqual(['viestinta', '1.0', null])
  expect(partsOf('/published/viestinta/1.0/')).toEqual(['viestinta', '1.0', ''])
  expect(partsOf('/published/viestinta/12.10/files/a.png')).toEqual([
    'viestinta',
    '12.10',
    'files/a.png',
  ])
  expect(partsOf('/published/viestinta/1.0x')).toEqual(['viestinta', null, '1.0x'])
  expect(partsOf('/published/viestinta/1.0.html')).toEqual(['viestinta', null, '1.0.html'])
  expect(publishedPath('/published/a/search?q=b+c')?.query.get('q')).toBe('b c')
})

test('[P352] what is not written exactly as an address is none', () => {
  const none = [
    '/published',
    '/published/',
    '/published//x',
    '/published/UPPER/',
    '/published/a--b/',
    '/published/a/../b',
    '/published/a/./b',
    '/published/a/..',
    '/published/a/.hidden',
    '/published/a//b',
    '/published/a/b/',
    '/published/a/..%2f..%2fetc',
    '/published/a/%2e%2e/b',
    '/published/a/b%00.html',
    '/published/a/..\\b',
    '/published/a/b\\..\\c',
    '/published/a/1.0//index.html',
    '/published/a/é',
    '/published/a;b/',
    `/published/${'a'.repeat(61)}/`,
    `/published/a/${'b'.repeat(1_000)}`,
  ]
  for (const url of none) expect([url, partsOf(url)]).toEqual([url, null])
  expect(['/published', '/published/', '/published?x'].every(isPublished)).toBe(true)
  expect(['/publishedx', '/x/published/', '/api'].some(isPublished)).toBe(false)
})

test('[P353] the smallest encoding is chosen that a browser takes', () => {
  expect(encodingFor('gzip, deflate, br, zstd')).toBe('br')
  expect(encodingFor('gzip')).toBe('gzip')
  expect(encodingFor('br;q=0, gzip;q=0.1')).toBe('gzip')
  expect(encodingFor('*')).toBe('br')
  expect(encodingFor('*;q=0')).toBeNull()
  expect(encodingFor('identity')).toBeNull()
  expect(encodingFor('')).toBeNull()
  expect(encodingFor(undefined)).toBeNull()
  expect(encodingFor('BR')).toBe('br')
})

test('[P353] small pages speak the language that a browser likes best', () => {
  expect(languageFor('sv-FI, fi;q=0.9, en;q=0.8')).toBe('sv')
  expect(languageFor('de, nn;q=0.7, en;q=0.5')).toBe('nb')
  expect(languageFor('en;q=0.2, fi')).toBe('fi')
  expect(languageFor('de, fr')).toBeNull()
  expect(languageFor(undefined)).toBeNull()
})

test('[P373] what was made is kept within its room, and made once for all who ask', async () => {
  const made: string[] = []
  const kept = createKept<string>(10, (value) => value.length)
  const get = (key: string, signature: string, value: string) =>
    kept.get(key, signature, async () => {
      made.push(value)
      return value
    })
  const both = await Promise.all([get('a', '1', 'aaaa'), get('a', '1', 'never')])
  expect(both).toEqual(['aaaa', 'aaaa'])
  await get('b', '1', 'bbbb')
  await get('a', '1', 'never')
  // Too much by one: what was not asked for the longest goes.
  await get('c', '1', 'cccc')
  await get('a', '1', 'never')
  await get('b', '1', 'bbbb again')
  expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'bbbb again'])
  expect(await get('b', '2', 'changed')).toBe('changed')
  expect(await get('d', '1', 'larger than all the room')).toBe('larger than all the room')
  expect(await get('d', '1', 'never')).toBe('larger than all the room')
})

test('[P373] what could not be made is tried again', async () => {
  const kept = createKept<string>(10, (value) => value.length)
  await expect(kept.get('a', '1', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await kept.get('a', '1', async () => 'yes')).toBe('yes')
})

test('[P374] where a request came from is what express would say, whichever proxies are trusted', async () => {
  const settings = [false, 1, 2, ['loopback'], ['loopback', '10.0.0.0/8']] as const
  const headers = [
    '',
    '203.0.113.7',
    '203.0.113.7, 10.0.0.9',
    'junk, 10.1.1.1',
    '1.1.1.1,2.2.2.2,10.0.0.1',
    ',,',
  ]
  for (const trustProxy of settings) {
    const app = express()
    app.set('trust proxy', trustProxy)
    const addressOf = createAddressOf({ trustProxy })
    const seen: [string | undefined, string][] = []
    app.use((request, response) => {
      seen.push([request.ip, addressOf(request as IncomingMessage)])
      response.end()
    })
    const server = createServer(app).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    for (const header of headers) {
      await bareRequest(`http://127.0.0.1:${port}`, {
        path: '/',
        headers: { 'X-Forwarded-For': header === '' ? null : header },
      })
    }
    expect(seen).toHaveLength(headers.length)
    for (const [express_, own] of seen) expect(own).toBe(express_)
  }
})
