/**
 * A page to be read: drawn from the Yjs document and following it, without ever writing to it.
 * For readers, and for clients older than the page: an editor would delete what it does not know,
 * even one that is not editable.
 */
import {
  Fragment,
  lazy,
  memo,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import * as Y from 'yjs'
import { type Branch, rootName, treeOf } from '../net/page-tree.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { foldStore } from './blocks/questions/fold-store.ts'
import type { MarkedText } from '../net/marked-text.ts'
import type { PageFold } from '../net/unfolded.ts'
import { Around } from './blocks/Around.tsx'
import type { PageHere } from './blocks/here.ts'
import { QuietBoundary } from '../ui/QuietBoundary.tsx'
import { type BlockLabels, drawnBlock } from './drawn.tsx'
import { type MarkCommand, useMarkKeys } from './marks/mark-keys.ts'
import type { ReadingMarks } from './marks/reading-marks.tsx'
import type { ReadingActions } from './marks/ReadingLayer.tsx'

interface ReadOnlyPageProps {
  readonly doc: Y.Doc
  /** The page, for the parts of blocks. */
  readonly here: PageHere
  /** Stands between the title and the text. */
  readonly facts: ReactNode
  /** Whether all questions are shown. */
  readonly fold: PageFold
  readonly labels: BlockLabels
  /** What is marked in the text, and selected there. */
  readonly marked?: MarkedText | undefined
  /** Whether whoever reads may say something about it. */
  readonly mayComment?: boolean
}

// Fetched when there is something to mark, or somebody is about to say something.
const ReadingLayer = lazy(() => import('./marks/ReadingLayer.tsx'))

/** The page's text, live. Only blocks that change are drawn again. */
export function ReadOnlyPage(props: ReadOnlyPageProps) {
  const { doc, here, facts, fold, labels, marked, mayComment = false } = props
  const { t, language: spoken } = useSpeech()
  const fragment = doc.getXmlFragment(rootName)
  const blocks = useBlocks(fragment)
  const [folding] = useState(() => foldStore(fragment, fold))
  const { hidden, count } = useSyncExternalStore(folding.subscribe, folding.get)
  const first = hidden.indexOf(true)
  const text = useRef<HTMLDivElement>(null)
  const [marking, setMarking] = useState<ReadingMarks | null>(null)
  const needed = useNeeded(marked, mayComment)
  const actions = useRef<ReadingActions>(null)
  const ask = useCallback((command: MarkCommand) => actions.current?.run(command), [])
  useMarkKeys(marked === undefined ? null : ask)
  return (
    <div ref={text} className="page-text" lang={here.language}>
      {marked === undefined || !needed ? null : (
        <QuietBoundary>
          <Suspense>
            <ReadingLayer
              text={text}
              fragment={fragment}
              marked={marked}
              mayComment={mayComment}
              actions={actions}
              onMarks={setMarking}
              onUnfold={folding.open}
            />
          </Suspense>
        </QuietBoundary>
      )}
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
              <Block element={block} labels={labels} marking={marking} />
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
  readonly marking: ReadingMarks | null
}

const Block = memo(function Block({ element, labels, marking }: BlockProps) {
  const tree = useTree(element)
  useSyncExternalStore(marking?.subscribe ?? never, () => marking?.signOf(element) ?? '')
  const marks = marking?.drawn(element, tree)
  return drawnBlock(marks?.tree ?? tree, labels, marks?.wrapping)
})

const never = () => () => {}

/** Whether there are marks to be drawn, or somebody is about to say something about the text. */
function useNeeded(marked: MarkedText | undefined, mayComment: boolean): boolean {
  const [needed, setNeeded] = useState(false)
  useEffect(() => {
    if (marked === undefined || needed) return undefined
    const look = () => {
      if (marked.get().marks.length > 0) setNeeded(true)
    }
    const begin = () => setNeeded(true)
    look()
    const stop = marked.subscribe(look)
    const signs = mayComment ? ['pointermove', 'pointerdown', 'keydown'] : []
    for (const sign of signs) document.addEventListener(sign, begin, { passive: true })
    return () => {
      stop()
      for (const sign of signs) document.removeEventListener(sign, begin)
    }
  }, [marked, mayComment, needed])
  return needed
}

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
