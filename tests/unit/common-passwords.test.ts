import { dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'
import { weaknessOf } from '../../server/people/common-passwords.ts'
import { password as testPassword } from '../support/person.ts'

const common = new Set(dictionary['passwords-common'])
const about = { name: 'Åsa Virtanen', email: 'asa.virtanen@karelia.fi', organisation: 'Karelia Oy' }

test.each([
  '123456789012',
  '210987654321',
  '000000000000',
  'aaaaaaaaaaaaaaaa',
  'abcdefghijkl',
  'ABCDEFGHIJKL',
  'zyxwvutsrqpo',
  'abcabcabcabc',
  'asdfasdfasdf',
  'qwertyuiopasdf',
  'qwertyuiopåasdf',
  'Qwertyuiop123!',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y7u',
  'passwordpassword',
  'Password-Password',
  'Password123456',
  'PASSWORD2026!!',
  '2026password!',
  'P@ssw0rd2026',
  'pa$$w0rd!!!!!',
  'iloveyou12345678',
  'administrator',
  'Administrator1!',
  'summerwinter2024',
  'Summer Winter',
  'letmeinletmein',
  'qwerty123456',
  'password password',
  'password123qwerty',
  'ｐａｓｓｗｏｒｄ２０２４',
])('[A24] %s is guessed first', (password) => {
  expect(weaknessOf(password, about, common)).toBe('common')
})

test.each([
  'asavirtanen1',
  'Åsa Virtanen!',
  'ÅsaVirtanen1985',
  'asa.virtanen@karelia.fi',
  'virtanenkarelia',
  'Karelia-2026-Oy',
  'talkoottalkoot',
  'Talkoot12345678',
  'virtanen-password',
  'karelia summer',
  'Karelia-Talkoot-Åsa',
])('[A24] %s is known to whoever knows the person', (password) => {
  expect(weaknessOf(password, about, common)).not.toBeNull()
})
test.each(['asavirtanen1', 'virtanen-password', 'Karelia-2026-Oy'])(
  '[A24] %s is said to be personal',
  (password) => {
    expect(weaknessOf(password, about, common)).toBe('personal')
  },
)

test.each([
  testPassword,
  'correct horse battery staple',
  'correcthorsebatterystaple',
  'my password is a long sentence',
  'Åsa likes to swim in Karelia',
  'kesäyö jatkuu aamuun asti',
  'virtanen jumps over fences',
  'x7$kq9!mzt2w',
  '839201746508',
  'tr0ub4dor&3zebra',
  '密码是一个很长的句子就好',
  '🦊🐻🦊🐨🐼🦁🐯🐮🐷🐸🐵🐔',
  '    three quiet otters    ',
  '__proto__ and constructor',
  'x'.repeat(3) + 'gnarly wombats dance'.repeat(10),
])('[A24] %s is let through', (password) => {
  expect(weaknessOf(password, about, common)).toBeNull()
})

test('[A24] no password takes long to judge', () => {
  const since = performance.now()
  for (const part of ['a', 'ab', 'password', 'qwerty', 'asa', '1', '!a']) {
    weaknessOf(part.repeat(256).slice(0, 255) + 'ß', about, common)
  }
  expect(performance.now() - since).toBeLessThan(500)
})
