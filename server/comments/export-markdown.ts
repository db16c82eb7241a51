/** A discussion as Markdown (CommonMark), in which nothing that somebody said is more than text. */
import type { PersonId } from '#contract/ids.ts'
import { type Exported, type Writing, writingOf } from './exported.ts'
import type { SeenThread } from './seen-thread.ts'

export function asMarkdown(exported: Exported): string {
  const writing = writingOf(exported)
  const { format } = new Intl.DateTimeFormat(exported.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  const time = (at: string) => `${format(new Date(at))} UTC`
  const title = `# ${line(exported.title)} – ${writing.words.discussion}`
  const threads = exported.threads.flatMap((one, at) => threadLines(one, at + 1, { writing, time }))
  return `${[title, ...threads].join('\n\n')}\n`
}

interface With {
  readonly writing: Writing
  readonly time: (at: string) => string
}

function threadLines(thread: SeenThread, number: number, given: With): string[] {
  const { writing, time } = given
  const { words } = writing
  const { anchor, ending, proposal } = thread
  const place = anchor === null ? words.wholePage : words.passage
  const gone = anchor !== null && anchor.lastThere !== null ? ` (${words.gone})` : ''
  const passage = proposal?.from ?? anchor?.quote ?? ''
  return [
    `## ${number}. ${place}${gone}`,
    ...(passage.trim() === '' ? [] : [quoted(paragraphs(passage))]),
    ...(proposal === null
      ? []
      : [
          `**${words.current}:** ${line(proposal.from) || '–'}`,
          `**${words.proposed}:** ${line(proposal.to) || '–'}`,
        ]),
    ...thread.comments.flatMap((comment) => {
      const { instead, text } = writing.wordsOf(comment)
      const head = `**${signed(comment.by, writing)}**, ${time(comment.at)}`
      if (text === '') return [head]
      return [head, instead ? `*${text}*` : paragraphs(text)]
    }),
    ending === null
      ? `**${words.open}**`
      : [
          `**${words.fates[ending.fate]}**`,
          ending.reason === '' ? [] : line(ending.reason),
          `${signed(ending.by, writing)}, ${time(ending.at)}`,
        ]
          .flat()
          .join(' – '),
  ]
}

function signed(id: PersonId, { marksOf, nameOf, unitOf }: Writing): string {
  const unit = unitOf(id)
  const more = [...(unit === '' ? [] : [unit]), ...marksOf(id)]
  return line(more.length === 0 ? nameOf(id) : `${nameOf(id)} (${more.join(', ')})`)
}

/** Text within one line. */
const line = (text: string): string => escaped(text.replace(/\s+/g, ' ').trim())

/** Text with its lines and empty lines. */
function paragraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((one) => escaped(one.trim()))
    .join('\\\n')
    .replace(/\\\n(?:\\\n)+/g, '\n\n')
}

const quoted = (text: string): string => text.replace(/^/gm, '> ').replace(/^> $/gm, '>')

/** Text as it is: no mark of Markdown or HTML does anything in it. It has no line breaks. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#!|~&$^]/g, '\\$&')
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
}
