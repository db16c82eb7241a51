/** What the drawing of changes adds to a page: marks on words and blocks, and what they say. */
import type { Branch } from '../../net/page-tree.ts'
import type { ChangedNode, PageChanges } from '../../../server/history/page-changes.ts'
import type { Wrapping } from '../drawing.ts'
import type { Writers } from '../writers.ts'
import { attributeChanges, nodeName, type Speaking } from './change-words.ts'
import { ChangedText } from './ChangedText.tsx'
import type { ChangedParts } from './changed-parts.ts'

/** Class of everything that shows a change, by its number. */
export const changeClass = (change: number) => `of-change-${change}`

export interface ChangeDrawing {
  readonly wrapping: Wrapping
  /** What became of a block as a whole, in words; null where its text says it all. */
  readonly words: (part: Branch) => string | null
}

const inline: readonly string[] = ['hardBreak', 'personMention', 'pageMention']
/** In these nothing but their own parts may stand. */
const strict: readonly string[] = [
  'tableRow',
  'table',
  'bulletList',
  'orderedList',
  'taskList',
  'codeBlock',
  'horizontalRule',
]
const movedWords = { up: 'change_movedUp', down: 'change_movedDown' } as const

/** How the changes are drawn; words of blocks that stand by themselves go above these. */
export function changeDrawing(
  made: PageChanges,
  parts: ChangedParts,
  writers: Writers,
  speech: Speaking,
): ChangeDrawing {
  const { t, language } = speech
  const alone = new Set(parts.blocks)

  const doerOf = ({ change }: ChangedNode) => (change === null ? null : made.changes[change]?.by[0])
  /** Did it come or go with what it stands in, which says so? */
  const cameWith = (node: ChangedNode) => {
    const outer = parts.outerOf(node)
    return outer?.became === node.became && doerOf(outer) === doerOf(node)
  }
  const wordsFor = (node: ChangedNode): string | null => {
    const { became, was, type, attrs, change } = node
    if (change === null) return null
    switch (became) {
      case 'changed': {
        if (was === undefined) return t('became_changed')
        const before = nodeName(t, was.type)
        if (before !== nodeName(t, type)) return t('became_was', { what: before })
        const changed = attributeChanges(was, { type, ...(attrs && { attrs }) }, speech, writers)
        return changed.length === 0
          ? t('became_changed')
          : changed.map((one) => t('change_value', one)).join(' · ')
      }
      case 'moved': {
        const direction = made.changes[change]?.direction
        return direction === undefined
          ? t('became_moved')
          : t(movedWords[direction]).replace(/:$/, '')
      }
      case 'added':
        return holdsText(node) || cameWith(node) ? null : t('became_added')
      case 'removed':
        return holdsText(node) || cameWith(node) ? null : t('became_removed')
      default:
        return null
    }
  }
  const words = (part: Branch) => {
    const [node, row] = [parts.nodeOf(part), parts.rowOf(part)]
    const all = [row, node].flatMap((one) => {
      const said = one && wordsFor(one)
      const [by] = (one && one.change !== null && made.changes[one.change]?.by) || []
      return !said ? [] : by === undefined ? [said] : [`${said} · ${writers.of(by).name}`]
    })
    return all.length === 0 ? null : all.join(' · ')
  }
  return {
    words,
    wrapping: {
      text: (part, drawn) => {
        const node = parts.nodeOf(part)
        return node === undefined || node.change === null ? (
          drawn
        ) : (
          <ChangedText
            node={node}
            className={changeClass(node.change)}
            who={node.by === undefined ? null : writers.of(node.by)}
            ends={parts.endsRun(part)}
          >
            {drawn}
          </ChangedText>
        )
      },
      look: (part) => {
        const node = parts.nodeOf(part)
        if (node === undefined || inline.includes(part.type)) return undefined
        const said = strict.includes(part.type) || alone.has(part) ? null : words(part)
        if (node.change === null && said === null) return undefined
        return {
          ...(node.change !== null && {
            className: `${changeClass(node.change)} became-${node.became}`,
          }),
          ...(said !== null && {
            says: (
              <span className="became-words" lang={language}>
                {said}
              </span>
            ),
          }),
        }
      },
    },
  }
}

function holdsText({ text, content = [] }: ChangedNode): boolean {
  return text !== undefined || content.some(holdsText)
}
