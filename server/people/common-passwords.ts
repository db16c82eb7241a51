/**
 * Passwords that are tried first: the 49,000 commonest and what people make of them (twice in a row,
 * a year behind, 0 for o), runs along the keyboard, and what everybody knows about somebody.
 *
 * A password is refused for what it consists of, never for what is in it: a sentence with a common
 * word is a good one.
 */
import { AppError } from '#contract/errors.ts'

/** What others may know of whoever chooses a password. */
export interface About {
  readonly name: string
  readonly email: string | null
  readonly organisation: string
}

export type Weakness = 'common' | 'personal'

/** AppError invalid-input with `details.password` when others would guess it. */
export type CheckPassword = (password: string, about: About) => Promise<void>

/** The check, with the words loaded when the first password comes. */
export function createPasswordCheck(): CheckPassword {
  let loading: Promise<ReadonlySet<string>> | null = null
  const load = async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    return new Set(dictionary['passwords-common'])
  }
  return async (password, about) => {
    const weakness = weaknessOf(password, about, await (loading ??= load()))
    if (weakness === null) return
    const why = {
      common: 'This password is one of those that are guessed first.',
      personal: 'This password is easy to guess for whoever knows you.',
    }
    throw new AppError('invalid-input', why[weakness], { details: { password: weakness } })
  }
}

const wordsAtMost = 2
const wordLength = { least: 3, most: 24 }
const ownLeast = 3
/** What may stand beside one's own name without making it a password. */
const besideOwn = { letters: 5, digits: 8 }

/** What keys and alphabets are run along, both ways. Accents are gone when we look. */
const lines = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopaasdfghjkloazxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
].flatMap((line) => [line, [...line].reverse().join('')])

/** Why a password is easily guessed, or null. `common` holds words in lower case. */
export function weaknessOf(
  password: string,
  about: About,
  common: ReadonlySet<string>,
): Weakness | null {
  const text = fold(password)
  const own = ownWords(about)
  const forms = new Set(formsOf(text))
  for (const form of forms) if (isGuessed(form, (word) => common.has(word))) return 'common'
  const beside = own.reduce((left, word) => left.replaceAll(word, ' '), text)
  const letters = beside.match(/\p{L}/gu)?.length ?? 0
  const digits = beside.match(/\p{N}/gu)?.length ?? 0
  const little = letters + Math.max(0, digits - besideOwn.digits) < besideOwn.letters
  if (beside !== text && little) return 'personal'
  const isKnown = (word: string) => common.has(word) || own.includes(word)
  for (const form of forms) if (isGuessed(form, isKnown)) return 'personal'
  return null
}

/** Case, accents and ways of writing the same character do not make a password harder. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The longest first, so that an address is found before its parts. */
function ownWords({ name, email, organisation }: About): readonly string[] {
  const parts = [name, email ?? '', organisation, 'talkoot'].flatMap((text) => {
    const whole = fold(text)
    // Not the end of an address: everybody's ends in org.
    const words = whole.replace(/\.\p{L}+$/u, '').split(/[^\p{L}\p{N}]+/u)
    return [whole, words.join(''), ...words]
  })
  return parts.filter((word) => word.length >= ownLeast).sort((a, b) => b.length - a.length)
}

/** The password as it is, and without what people add to a word to have it accepted. */
function* formsOf(text: string): Iterable<string> {
  for (const whole of [text, text.replace(/[^\p{L}]+$/u, ''), text.replace(/^[^\p{L}]+/u, '')]) {
    for (const form of [whole, ...plain(whole)]) {
      const bare = form.replace(/[^\p{L}\p{N}]/gu, '')
      yield form
      yield bare
      yield bare.replace(/^\p{N}+|\p{N}+$/gu, '')
    }
  }
}

/** Digits and signs that stand for letters, as letters; 1 stands for two of them. */
function plain(text: string): readonly string[] {
  const signs: Readonly<Record<string, string>> = { '@': 'a', $: 's', '!': 'i' }
  const digits: Readonly<Record<string, string>> = { 0: 'o', 3: 'e', 4: 'a', 5: 's', 7: 't' }
  const letters = text.replace(/[@$!034579]/g, (sign) => signs[sign] ?? digits[sign] ?? sign)
  return [letters.replaceAll('1', 'i'), letters.replaceAll('1', 'l')]
}

/** Is it one or two words, apart from runs, or something short again and again? */
function isGuessed(form: string, isWord: (word: string) => boolean): boolean {
  if (form === '') return false
  const [, unit = form] = /^(.+?)\1+$/u.exec(form) ?? []
  if (unit !== form && unit.length < 8) return true
  return fewestWords(unit, isWord) <= wordsAtMost
}

/** How many words it takes to write the text with words and runs alone; Infinity if it cannot be. */
function fewestWords(text: string, isWord: (word: string) => boolean): number {
  const fewest = Array.from({ length: text.length + 1 }, () => Infinity)
  fewest[0] = 0
  const reach = (to: number, words: number) => {
    fewest[to] = Math.min(fewest[to] ?? Infinity, words)
  }
  for (let at = 0; at < text.length; at += 1) {
    const words = fewest[at] ?? Infinity
    if (words > wordsAtMost) continue
    const { least, most } = runAt(text, at)
    for (let length = least; length <= most; length += 1) reach(at + length, words)
    const longest = Math.min(wordLength.most, text.length - at)
    for (let length = wordLength.least; length <= longest; length += 1) {
      if (isWord(text.slice(at, at + length))) reach(at + length, words + 1)
    }
  }
  return fewest[text.length] ?? Infinity
}

/** How long a run from here is, at least to be one and at most. Three digits are one already. */
function runAt(text: string, from: number): { readonly least: number; readonly most: number } {
  const first = text.charAt(from)
  let most = 1
  while (text.charAt(from + most) === first) most += 1
  if (most >= 3) return { least: 3, most }
  for (const line of lines) {
    const start = line.indexOf(first)
    if (start < 0) continue
    let length = 1
    while (from + length < text.length && line[start + length] === text[from + length]) length += 1
    most = Math.max(most, length)
  }
  return { least: /^\d{3}/.test(text.slice(from, from + 3)) ? 3 : 4, most }
}
