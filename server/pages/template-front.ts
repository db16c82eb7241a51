/** The first lines of a template file: what holds for the template in every language. */
import { type TemplateSet, templateSets } from '#contract/records.ts'
import { type Fail, type Line, listed } from './template-lines.ts'

/** What a template is, apart from its words. */
export interface TemplateFront {
  readonly id: string
  /** Place among the templates, ascending. */
  readonly order: number
  /** The sets that offer it. */
  readonly sets: readonly TemplateSet[]
  /** May the page name channels and services? */
  readonly channels: boolean
  /** The most words that the finished page should have. */
  readonly words: number
  /** Minutes alone, in pairs, in a group, deciding. */
  readonly workshop: readonly number[]
  /** Months until a page that was made from it is to be looked at again. */
  readonly review: number
}

const names = ['id', 'order', 'sets', 'channels', 'words', 'workshop', 'review'] as const
type Name = (typeof names)[number]

/** Gives the index of the first line after them, too. */
export function readFront(
  lines: readonly Line[],
  fail: Fail,
): { readonly front: TemplateFront; readonly end: number } {
  if (lines[0]?.text !== '---') fail(1, 'the file must begin with a line of ---.')
  const end = lines.findIndex((line, index) => index > 0 && line.text === '---')
  if (end < 0) fail(1, 'the second line of --- is missing.')
  const given = new Map<Name, Line>()
  for (const { number, text } of lines.slice(1, end)) {
    const [, key = '', value = ''] =
      /^(\w+): *(.+)$/.exec(text) ?? fail(number, 'this is not "name: value".')
    const name = names.find((one) => one === key)
    if (name === undefined) {
      return fail(number, `"${key}" is not known here; these are: ${listed(names)}.`)
    }
    if (given.has(name)) fail(number, `"${name}" is there twice.`)
    given.set(name, { number, text: value })
  }

  const line = (name: Name): Line =>
    given.get(name) ?? fail(1, `the first lines must give the ${name}.`)
  const whole = (name: Name, { number, text } = line(name)): number =>
    /^\d{1,4}$/.test(text)
      ? Number(text)
      : fail(number, `the ${name} must be a number, not "${text}".`)
  const channels = line('channels')
  if (channels.text !== 'yes' && channels.text !== 'no') {
    fail(channels.number, `channels are yes or no, not "${channels.text}".`)
  }
  const workshop = line('workshop')
  const minutes = workshop.text.split(/[ ,]+/)
  if (minutes.length !== 4) {
    fail(
      workshop.number,
      'the workshop takes four numbers: minutes alone, in pairs, in a group, deciding.',
    )
  }
  return {
    front: {
      id: line('id').text,
      order: whole('order'),
      sets: readSets(line('sets'), fail),
      channels: channels.text === 'yes',
      words: whole('words'),
      workshop: minutes.map((text) => whole('workshop', { number: workshop.number, text })),
      review: whole('review'),
    },
    end: end + 1,
  }
}

function readSets({ number, text }: Line, fail: Fail): TemplateSet[] {
  return text.split(/[ ,]+/).map((word) => {
    const set = templateSets.find((one) => one === word)
    return set ?? fail(number, `there is no set "${word}"; there are: ${listed(templateSets)}.`)
  })
}
