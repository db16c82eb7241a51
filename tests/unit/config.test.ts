import path from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, readConfig, settings } from '../../server/config.ts'

test('[G1] nothing set: this machine only, port 4000, ./data', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: 'localhost',
    data: path.resolve('data'),
    publicUrl: null,
    basePath: '',
    setupToken: null,
    trustProxy: false,
    log: 'info',
    fanOut: 'adaptive',
    metricsToken: null,
  })
})

test('[G1] everything set', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '[::]',
    TALKOOT_DATA: '/var/lib/talkoot',
    TALKOOT_PUBLIC_URL: 'https://example.org/wiki/',
    TALKOOT_SETUP_TOKEN: 'a token',
    TALKOOT_TRUST_PROXY: 'loopback, 10.0.0.0/8, fd00::/8',
    TALKOOT_LOG: 'WARN',
    TALKOOT_FANOUT_MS: '20',
    TALKOOT_METRICS_TOKEN: 'a-token-for-the-figures',
  })
  expect(config).toMatchObject({
    port: 8080,
    host: '::',
    data: '/var/lib/talkoot',
    basePath: '/wiki',
    setupToken: 'a token',
    trustProxy: ['loopback', '10.0.0.0/8', 'fd00::/8'],
    log: 'warn',
    fanOut: 20,
    metricsToken: 'a-token-for-the-figures',
  })
  expect(config.publicUrl?.href).toBe('https://example.org/wiki/')
  expect(readConfig({ TALKOOT_TRUST_PROXY: '2' }).trustProxy).toBe(2)
})

test.each([
  ['PORT', 'http'],
  ['PORT', '65536'],
  ['PORT', '-1'],
  ['HOST', 'http://localhost'],
  ['TALKOOT_PUBLIC_URL', 'example.org'],
  ['TALKOOT_PUBLIC_URL', 'ftp://example.org'],
  ['TALKOOT_PUBLIC_URL', 'https://me:secret@example.org'],
  ['TALKOOT_PUBLIC_URL', 'https://example.org/?a=b'],
  ['TALKOOT_PUBLIC_URL', 'https://example.org/api'],
  ['TALKOOT_PUBLIC_URL', 'https://example.org/a"b'],
  ['TALKOOT_TRUST_PROXY', 'everyone'],
  ['TALKOOT_TRUST_PROXY', '10.0.0.0/33'],
  ['TALKOOT_LOG', 'loud'],
  ['TALKOOT_FANOUT_MS', 'fast'],
  ['TALKOOT_FANOUT_MS', '1001'],
  ['TALKOOT_SETUP_TOKEN', 'x'.repeat(201)],
  ['TALKOOT_METRICS_TOKEN', 'too short'],
  ['TALKOOT_METRICS_TOKEN', 'a token with spaces'],
])('[G2] a wrong value is named in one sentence: %s=%s', (name, value) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`^${name} [^\\n]+\\.$`))
})

test('[G1] every setting is described', () => {
  for (const { name, default: initially, meaning } of settings) {
    expect(name).toMatch(/^[A-Z_]+$/)
    expect(initially).not.toBe('')
    expect(meaning).toMatch(/\.$/)
  }
})
