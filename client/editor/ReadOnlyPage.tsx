/**
 * A page to be read: drawn from the Yjs document and following it, without ever writing to it.
 * For readers, and for clients older than the page: an editor would delete what it does not know,
 * even one that is not editable.
 */
import {
  createElement,
  Fragment,
  memo,
  type ReactNode,
  useState,
  useSyncExternalStore,
} from 'react'
import * as Y from 'yjs'
import { isSafeHref } from '#contract/href.ts'
import {
  type Branch,
  isText,
  plainText,
  rootName,
  type TextPart,
  treeOf,
} from '../net/page-tree.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { InternalReading } from './blocks/internal/InternalReading.tsx'
import { foldStore } from './blocks/questions/fold-store.ts'
import type { PageFold } from '../net/unfolded.ts'
import { Around } from './blocks/Around.tsx'
import type { PageHere } from './blocks/here.ts'
import { blockReadings } from './blocks/readings.ts'

export interface BlockLabels {
  /** Says what is in the place of a block that this client does not know. */
  readonly unknown: string
  readonly table: string
}

interface ReadOnlyPageProps {
  readonly doc: Y.Doc
  /** The page, for the parts of blocks. */
  readonly here: PageHere
  /** Stands between the title and the text. */
  readonly facts: ReactNode
  /** Whether all questions are shown. */
  readonly fold: PageFold
  readonly labels: BlockLabels
  readonly untitled: string
}

/** The page's text, live. Only blocks that change are drawn again. */
export function ReadOnlyPage(props: ReadOnlyPageProps) {
  const { doc, here, facts, fold, labels, untitled } = props
  const { t, language: spoken } = useSpeech()
  const fragment = doc.getXmlFragment(rootName)
  const blocks = useBlocks(fragment)
  const [folding] = useState(() => foldStore(fragment, fold))
  const { hidden, count } = useSyncExternalStore(folding.subscribe, folding.get)
  const first = hidden.indexOf(true)
  return (
    <div className="page-text" lang={here.language}>
      <Around here={here} doc={doc}>
        {blocks.map((block, place) => (
          <Fragment key={`${block._item?.id.client}.${block._item?.id.clock}`}>
            {place === first ? (
              <div className="question-fold" lang={spoken}>
                <button type="button" onClick={folding.open}>
                  {t('question_more', { n: count })}
                </button>
              </div>
            ) : null}
            {hidden[place] === true ? null : (
              <Block element={block} labels={labels} untitled={untitled} />
            )}
            {place === 0 ? facts : null}
          </Fragment>
        ))}
      </Around>
    </div>
  )
}

interface BlockProps {
  readonly element: Y.XmlElement
  readonly labels: BlockLabels
  readonly untitled: string
}

const Block = memo(function Block({ element, labels, untitled }: BlockProps) {
  const tree = useTree(element)
  if (tree.type === 'title') return <h1>{plainText(tree) || untitled}</h1>
  const block = drawn(tree, labels)
  return tree.attrs['internal'] === true ? <InternalReading>{block}</InternalReading> : block
})

function useBlocks(fragment: Y.XmlFragment): readonly Y.XmlElement[] {
  const [store] = useState(() =>
    snapshotStore(
      (listener) => {
        fragment.observe(listener)
        return () => fragment.unobserve(listener)
      },
      () => fragment.toArray().filter((block) => block instanceof Y.XmlElement),
    ),
  )
  return useSyncExternalStore(store.subscribe, store.get)
}

function useTree(element: Y.XmlElement): Branch {
  const [store] = useState(() =>
    snapshotStore(
      (listener) => {
        element.observeDeep(listener)
        return () => element.unobserveDeep(listener)
      },
      () => treeOf(element),
    ),
  )
  return useSyncExternalStore(store.subscribe, store.get)
}

/** A store that reads again only after its source has changed. */
function snapshotStore<T>(observe: (listener: () => void) => () => void, read: () => T) {
  let snapshot = read()
  return {
    get: () => snapshot,
    subscribe: (listener: () => void) => {
      // What changed between the first reading and now was not observed.
      snapshot = read()
      return observe(() => {
        snapshot = read()
        listener()
      })
    },
  }
}

const tags: Readonly<Record<string, string>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}
const markTags: Readonly<Record<string, string>> = {
  bold: 'strong',
  italic: 'em',
  strike: 's',
  underline: 'u',
  code: 'code',
}

/** A part of a page as its readers see it. */
export function drawn(part: Branch | TextPart, labels: BlockLabels): ReactNode {
  if (isText(part)) return drawnText(part)
  const inside = part.content.map((child, place) => (
    <Fragment key={place}>{drawn(child, labels)}</Fragment>
  ))
  const { attrs } = part
  switch (part.type) {
    case 'heading': {
      const level = Number(attrs['level'])
      return createElement(level >= 2 && level <= 4 ? `h${level}` : 'h2', null, inside)
    }
    case 'hardBreak':
      return <br />
    case 'horizontalRule':
      return <hr />
    case 'codeBlock':
      return (
        <div className="code-block">
          {typeof attrs['language'] === 'string' ? (
            <span className="code-language">{attrs['language']}</span>
          ) : null}
          <pre>
            <code>{inside}</code>
          </pre>
        </div>
      )
    case 'table':
      return (
        // Where it is wider than the screen it scrolls, also by keys.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="tableWrapper" aria-label={labels.table} tabIndex={0}>
          <table>
            <tbody>{inside}</tbody>
          </table>
        </section>
      )
    case 'orderedList':
      return <ol start={Number(attrs['start'] ?? 1)}>{inside}</ol>
    case 'tableCell':
    case 'tableHeader':
      return createElement(
        part.type === 'tableCell' ? 'td' : 'th',
        {
          colSpan: Number(attrs['colspan'] ?? 1),
          rowSpan: Number(attrs['rowspan'] ?? 1),
          'data-align': attrs['align'],
        },
        inside,
      )
    default: {
      const Reading = Object.hasOwn(blockReadings, part.type) ? blockReadings[part.type] : undefined
      if (Reading !== undefined) {
        return <Reading part={part} draw={(child) => drawn(child, labels)} />
      }
      const tag = tags[part.type]
      if (tag !== undefined) return createElement(tag, null, inside)
      return (
        <section className="unknown-block" aria-label={labels.unknown}>
          {inside}
        </section>
      )
    }
  }
}

function drawnText({ text, marks }: TextPart): ReactNode {
  return marks.reduce<ReactNode>((inner, mark) => {
    if (mark.type === 'link') {
      const href = mark.attrs['href']
      if (!isSafeHref(href)) return inner
      return (
        <a href={href} rel="noopener noreferrer nofollow">
          {inner}
        </a>
      )
    }
    const tag = markTags[mark.type]
    return tag === undefined ? inner : createElement(tag, null, inner)
  }, text)
}
