import { describe, expect, test } from 'vitest'
import { newId, personId } from '#contract/ids.ts'
import { readConfig, ConfigError } from '../../server/config.ts'
import { dayIn, daysAfter, nextHour } from '../../server/notices/calendar.ts'
import { cut, excerptOf } from '../../server/notices/excerpt.ts'
import { connectionOf } from '../../server/notices/mail/post.ts'
import { random } from '../support/random.ts'
import { seeds } from '../support/seeds.ts'

const hourMs = 3_600_000
const zones = [
  'UTC',
  'Europe/Helsinki',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Casablanca',
]

/** What a clock there shows. */
function shown(timeZone: string, at: number): { day: string; hour: number; minute: number } {
  const text = new Date(at).toLocaleString('sv-SE', { timeZone })
  const [day = '', time = ''] = text.split(' ')
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return { day, hour, minute }
}

describe('[M73] the next time that it is an hour somewhere', () => {
  test.each(zones)('%s', (timeZone) => {
    const [seed = 1] = seeds(1)
    const { int: below } = random(seed)
    for (let n = 0; n < 200; n += 1) {
      const after = Date.UTC(2024, 0, 1) + below(4 * 365 * 24 * 60) * 60_000
      const hour = below(24)
      const at = nextHour(timeZone, hour, after)
      const told = `seed ${seed}: ${hour} in ${timeZone} after ${new Date(after).toISOString()}`
      expect([told, at > after]).toEqual([told, true])
      // Once a day: a day has 23 to 25 hours, and Apia once had none.
      expect([told, at - after <= 25 * hourMs]).toEqual([told, true])
      const is = shown(timeZone, at)
      const before = shown(timeZone, at - 60_000)
      const isSkipped = before.hour < hour && is.hour > hour
      const isHalf = is.hour === hour && is.minute > 0 && before.hour !== hour
      const isHour = is.hour === hour && is.minute === 0
      expect([told, is, isHour || isSkipped || isHalf]).toEqual([told, is, true])
      const again = nextHour(timeZone, hour, at)
      expect([told, again - at > 20 * hourMs]).toEqual([told, true])
    }
  })

  test('where the clock skips it, and where it shows it twice', () => {
    const at = (hour: number, after: string) =>
      new Date(nextHour('Europe/Helsinki', hour, Date.parse(after))).toISOString()
    expect(at(3, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(at(3, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z')
    expect(at(3, '2026-10-25T00:00:00Z')).toBe('2026-10-26T01:00:00.000Z')
    expect(dayIn('Europe/Helsinki', Date.parse('2026-03-01T22:30:00Z'))).toBe('2026-03-02')
    expect(daysAfter('2026-03-01', -7)).toBe('2026-02-22')
  })
})

describe('[M77] excerpts', () => {
  const berit = newId(personId)
  const names = new Map<string, string>([[berit, 'Berit']])
  const nameOf = (id: string) => names.get(id)

  test('one line with names for mentions', () => {
    const text = `Hey @{person:${berit}},\n\n  what of @{unit:${newId(personId)}}?\u2028`
    expect(excerptOf(text, nameOf)).toBe('Hey @Berit, what of @…?')
    expect(excerptOf('   ', nameOf)).toBe('')
  })

  test.each([
    ['a'.repeat(200), 'a'.repeat(200)],
    ['a'.repeat(201), `${'a'.repeat(199)}…`],
    ['👩‍👩‍👧'.repeat(300), /^(👩‍👩‍👧)+…$/u],
    [`a${'\u0301'.repeat(5_000)}`, '…'],
    ['å\u0328'.repeat(150), 'å\u0328'.repeat(150)],
  ])('are cut between characters', (text, expected) => {
    const kept = cut(text, 200)
    expect(kept).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
    expect([...new Intl.Segmenter().segment(kept)].length).toBeLessThanOrEqual(200)
    expect(kept.length).toBeLessThanOrEqual(1_001)
    expect(kept).not.toMatch(/\p{Cs}/u)
  })
})

describe('the settings of e-mail', () => {
  const set = (url: string, from: string | undefined = 'talkoot@example.org') =>
    readConfig({ TALKOOT_SMTP_URL: url, TALKOOT_MAIL_FROM: from })

  test('[M69] a password goes in the clear to this machine alone', () => {
    const optionsOf = (url: string) => {
      const { mail } = set(url)
      if (mail === null) throw new Error('no mail')
      return connectionOf(mail)
    }
    expect(optionsOf('smtp://me:secret@mail.example.org')).toMatchObject({
      host: 'mail.example.org',
      port: 587,
      secure: false,
      requireTLS: true,
      auth: { user: 'me', pass: 'secret' },
    })
    expect(optionsOf('smtps://me:secret@mail.example.org')).toMatchObject({
      port: 465,
      secure: true,
    })
    expect(optionsOf('smtp://me:secret@127.0.0.1:25')).toMatchObject({
      port: 25,
      requireTLS: false,
    })
    expect(optionsOf('smtp://me:secret@[::1]')).toMatchObject({ host: '::1', requireTLS: false })
    expect(optionsOf('smtp://relay.example.org:25')).toMatchObject({ requireTLS: false })
    expect(optionsOf('smtp://m%40x:p%3A%2F@h')).toMatchObject({
      auth: { user: 'm@x', pass: 'p:/' },
    })
  })

  test.each([
    ['talkoot@example.org', { name: '', address: 'talkoot@example.org' }],
    ['Talkoot <talkoot@example.org>', { name: 'Talkoot', address: 'talkoot@example.org' }],
    ['"Our, wiki" <t@example.org>', { name: 'Our, wiki', address: 't@example.org' }],
  ])('[M72] in whose name: %s', (given, expected) => {
    expect(set('smtp://localhost', given).mail?.from).toEqual(expected)
    expect(readConfig({ TALKOOT_MAIL_FROM: given }).mail).toBe(null)
  })

  test.each([
    ['mail.example.org'],
    ['https://me:secret@mail.example.org'],
    ['smtp://'],
    ['smtp://me:secret@mail.example.org/path'],
    ['smtp://me:secret@mail.example.org?tls=no'],
    ['smtp://me:secret#@mail.example.org'],
    ['smtp://me:sec%ret@mail.example.org'],
    ['smtp://me@mail.example.org'],
    ['smtp://me:secret@mail.example.org:99999'],
  ])('[M72] a wrong server is named without its password: %s', (url) => {
    expect(() => set(url)).toThrow(ConfigError)
    expect(() => set(url)).toThrow(/^TALKOOT_SMTP_URL [^\n]+\.$/)
    expect(() => set(url)).not.toThrow(/secret|sec%ret/)
  })

  test.each(['', 'nobody', 'a@b', 'Name <a@example.org', 'a@example.org\r\nBcc: x@example.org'])(
    '[M72] a wrong sender is named: %j',
    (from) => {
      const read = () => set('smtp://localhost', from)
      expect(read).toThrow(ConfigError)
      expect(read).toThrow(/^TALKOOT_MAIL_FROM [^]+\.$/)
    },
  )
})
