/**
 * Reads one template file: text that a communications officer can edit (see
 * `templates/README.md`) becomes page content in each language. What is wrong is named with its
 * line.
 */
import type { JSONContent } from '@tiptap/core'
import { pageSchema } from '#contract/page-schema.ts'
import { type Language, languages } from '#contract/records.ts'
import { type Parts, readParts } from './template-blocks.ts'
import { readFront, type TemplateFront } from './template-front.ts'
import { type Block, type Fail, failIn, type Line, linesOf } from './template-lines.ts'
import { firstDifference } from './template-shape.ts'

/** A template in one language. */
export interface TemplateText {
  readonly title: string
  /** One question, shown under the title. */
  readonly keyQuestion: string
  /** What the page is for. */
  readonly purpose: string
  /** The page's first nodes: the title, then blocks. Allowed by the page schema. */
  readonly content: readonly JSONContent[]
  /** What must be true before the page is finished. */
  readonly done: readonly string[]
}

export interface Template extends TemplateFront {
  readonly texts: Readonly<Record<Language, TemplateText>>
}

/** A language as it was read, before it is compared with the others. */
interface Reading extends Parts {
  readonly language: Language
  readonly lastLine: number
  readonly text: TemplateText
}

/** Throws TemplateError. `file` is the file's name, for the message and as the id expected. */
export function parseTemplate(file: string, source: string): Template {
  const fail = failIn(file)
  const lines = linesOf(source)
  const { front, end } = readFront(lines, fail)
  if (`${front.id}.md` !== file) fail(1, `the id "${front.id}" must be the name of the file.`)

  const parts = byLanguage(lines.slice(end), fail)
  const read = (language: Language): Reading => {
    const part = parts.get(language) ?? fail(lines.length, `the language ${language} is missing.`)
    return readLanguage(language, part, fail)
  }
  const readings = { en: read('en'), fi: read('fi'), nb: read('nb'), sv: read('sv') }
  for (const reading of [readings.fi, readings.nb, readings.sv]) {
    const difference = firstDifference(readings.en, reading)
    if (difference) fail(difference.line, difference.why)
  }
  const { en, fi, nb, sv } = readings
  return { ...front, texts: { en: en.text, fi: fi.text, nb: nb.text, sv: sv.text } }
}

function byLanguage(lines: readonly Line[], fail: Fail): Map<string, Line[]> {
  const parts = new Map<string, Line[]>()
  let part: Line[] | null = null
  for (const line of lines) {
    if (/^#\s/.test(line.text)) {
      const code = /^# \[(\w\w)\] ./.exec(line.text)?.[1]
      const known = languages.find((language) => language === code)
      if (!known) fail(line.number, `a title begins with a language: # [${languages.join('|')}].`)
      if (parts.has(known ?? '')) fail(line.number, `the language ${known} is there twice.`)
      part = []
      parts.set(known ?? '', part)
    }
    if (part) part.push(line)
    else if (line.text !== '') fail(line.number, 'this belongs under a title.')
  }
  return parts
}

function readLanguage(language: Language, part: readonly Line[], fail: Fail): Reading {
  const [first, ...rest] = part
  const number = first?.number ?? 1
  const title = first?.text.replace(/^# \[\w\w\] /, '') ?? fail(number, 'the title is missing.')
  const asked = rest.find((line) => line.text !== '')
  const keyQuestion =
    /^\*([^*]+)\*$/.exec(asked?.text ?? '')?.[1] ??
    fail(asked?.number ?? number, 'under the title comes the key question between * and *.')
  const { blocks, done } = readParts(rest.slice(rest.findIndex((line) => line === asked) + 1), fail)
  const [lead, ...others] = blocks
  if (lead?.node.type !== 'paragraph') return fail(number, 'what the page is for is missing.')
  const purpose = lead.node.content?.map(({ text = '' }) => text).join('') ?? ''
  const nodes: JSONContent[] = [
    { type: 'title', content: [{ type: 'text', text: title }] },
    // It leads the writers like the questions do, and like them it is never published.
    {
      type: 'question',
      attrs: { kind: 'guidance' },
      content: [{ type: 'text', text: purpose }],
    },
    ...withRoom(others),
  ]
  const content = checked(nodes, (why) => fail(number, why))
  const lastLine = part.findLast((line) => line.text !== '')?.number ?? number
  return {
    language,
    lastLine,
    blocks,
    done,
    text: { title, keyQuestion, purpose, content, done },
  }
}

/** Blocks in which nobody answers what was asked before them. */
const noAnswers: readonly string[] = ['paragraph', 'heading', 'question', 'callout']

/** With an empty paragraph to write in after each question, and at the end. */
function withRoom(blocks: readonly Block[]): JSONContent[] {
  const nodes = blocks.flatMap(({ node }, index): JSONContent[] => {
    const next = blocks[index + 1]?.node.type ?? 'paragraph'
    if (node.type !== 'question' || !noAnswers.includes(next)) return [node]
    const internal = node.attrs?.['internal'] === true
    return [node, { type: 'paragraph', ...(internal && { attrs: { internal } }) }]
  })
  return nodes.at(-1)?.type === 'paragraph' ? nodes : [...nodes, { type: 'paragraph' }]
}

/** The nodes as the page schema has them. */
function checked(nodes: JSONContent[], fail: (why: string) => never): readonly JSONContent[] {
  try {
    const doc = pageSchema.nodeFromJSON({ type: 'doc', content: nodes })
    doc.check()
    const content: readonly JSONContent[] = doc.content.toJSON()
    return content
  } catch (error) {
    return fail(`a page cannot contain this: ${String(error)}`)
  }
}
