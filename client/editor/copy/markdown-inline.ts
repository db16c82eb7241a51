/** The words of a line as Markdown. */
import type { Mark, Node } from '@tiptap/pm/model'

/** Signs that mean something in Markdown lose their meaning. */
export function plainWords(text: string): string {
  return text
    .replace(/[\\`*_[\]<>~]/g, '\\$&')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2')
    .replace(/&(?=[a-z#])/gi, '&amp;')
}

const signs: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' }

/** The content of a textblock. Marks stay open from one piece to the next where both have them. */
export function inlineMarkdown(block: Node): string {
  let text = ''
  let open: readonly Mark[] = []
  const close = (until: number) => {
    const space = /\s*$/.exec(text)?.[0] ?? ''
    const ends = open.slice(until).toReversed().map(end).join('')
    // A sign after a space would be no sign.
    if (ends !== '') text = `${text.slice(0, text.length - space.length)}${ends}${space}`
    open = open.slice(0, until)
  }
  for (const node of block.content.content) {
    if (node.type.name === 'hardBreak') {
      text += '\\\n'
      continue
    }
    const marks = node.marks.filter(({ type }) => type.name !== 'underline' && type.name !== 'code')
    const same = open.findIndex((mark, at) => marks[at] === undefined || !mark.eq(marks[at]))
    close(same < 0 ? open.length : same)
    const words = pieceOf(node)
    const space = /^\s*/.exec(words)?.[0] ?? ''
    const begins = marks.slice(open.length).map(begin).join('')
    text += begins === '' ? words : `${space}${begins}${words.slice(space.length)}`
    open = marks
  }
  close(0)
  return text.trim()
}

function pieceOf(node: Node): string {
  if (node.type.name === 'personMention') return plainWords(`@${String(node.attrs['label'] ?? '')}`)
  if (node.type.name === 'pageMention') return plainWords(String(node.attrs['label'] ?? ''))
  const text = node.text ?? ''
  if (node.marks.some(({ type }) => type.name === 'code')) {
    const fence = text.includes('`') ? '``' : '`'
    const space = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
    return `${fence}${space}${text}${space}${fence}`
  }
  return plainWords(text)
}

function begin({ type }: Mark): string {
  return type.name === 'link' ? '[' : (signs[type.name] ?? '')
}

function end({ type, attrs }: Mark): string {
  if (type.name !== 'link') return signs[type.name] ?? ''
  return `](<${String(attrs['href']).replace(/[<>]/g, encodeURIComponent)}>)`
}
