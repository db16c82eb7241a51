import type { Editor } from '@tiptap/core'
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import { useSpeech } from '../i18n/Language.tsx'
import type { MarkedText } from '../net/marked-text.ts'
import type { PageSession } from '../net/page-session.ts'
import type { Branch } from '../net/page-tree.ts'
import { useCommands } from '../ui/commands.ts'
import { QuietBoundary } from '../ui/QuietBoundary.tsx'
import type { PageFold } from '../net/unfolded.ts'
import { Around } from './blocks/Around.tsx'
import type { PageHere } from './blocks/here.ts'
import { SlotPortals } from './blocks/SlotPortals.tsx'
import { Slots } from './blocks/slots.ts'
import { buildEditor, type EditorParts } from './build-editor.ts'
import { CopyCommands } from './copy/CopyCommands.tsx'
import { LayerLink } from './layer/layer-link.ts'
import { Asking, type OpenFiles, OpenFilesProvider } from './files/open-files.ts'
import { sendPicked } from './files/send-picked.ts'
import { SendingLayer } from './files/SendingLayer.tsx'
import { Sendings } from './files/sendings.ts'
import { useMarkKeys } from './marks/mark-keys.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { triggerOf } from './suggest/trigger.ts'
import { Toolbar } from './Toolbar.tsx'
import { edit } from './tools.ts'

// Fetched when it is needed, or a moment after somebody has begun to write: not to show the page,
// and not before what is typed first.
const Layer = lazy(() => import('./layer/Layer.tsx'))

/** So long the first words that somebody writes have the network for themselves, milliseconds. */
const patience = 2_000

interface PageEditorProps {
  readonly session: PageSession
  /** The page, for the parts of blocks; its language is also for spelling and screen readers. */
  readonly here: PageHere
  readonly facts: ReactNode
  /** Whether all questions are shown. */
  readonly fold: PageFold
  /** What is marked in the text, and selected there. */
  readonly marked?: MarkedText | undefined
  /** Gives the owner the way to put blocks at the end of the page, and null when it is gone. */
  readonly onReady: (append: ((blocks: readonly Branch[]) => void) | null) => void
}

/** The page for those who write. tiptap draws the text; React only what stands around it. */
export default function PageEditor(props: PageEditorProps) {
  const { session, here, facts, fold, marked, onReady } = props
  const { t, language: spoken } = useSpeech()
  const { language } = here
  const place = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [factsElement] = useState(() => {
    const element = document.createElement('div')
    element.className = 'facts-slot'
    return element
  })
  const [slots] = useState(() => new Slots())
  const [layered, setLayered] = useState(false)
  const [link] = useState(() => new LayerLink(() => setLayered(true)))
  const files = useMemo(() => openFiles(session.page, language), [session, language])
  const [linking, setLinking] = useState<string | null>(null)
  const openLink = useCallback((at: Editor) => {
    const { href } = at.getAttributes('link')
    setLinking(typeof href === 'string' ? href : '')
  }, [])

  // Before anything is drawn: what is round the text would be laid out without it first.
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const parts = {
      element,
      doc: session.doc,
      awareness: session.awareness,
      language,
      facts: factsElement,
      slots,
      link,
      files,
      texts: {
        name: t('pageText'),
        title: t('titlePlaceholder'),
        text: t('textPlaceholder'),
        answer: t('answerPlaceholder'),
        caption: t('picture_caption'),
        reason: t('question_reasonPlaceholder'),
        question: t('question_placeholder'),
        field: (name) => ({
          label: t(`field_${name}`),
          placeholder: t(`hint_${name}`),
          language: spoken,
        }),
      },
      fold,
      t,
      onLink: (): void => openLink(built),
      onToolbar: () => bar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus(),
    } satisfies EditorParts
    const built = slots.opening(() => buildEditor(parts))
    // At once, before a further frame is applied: see PageSession.onBarred.
    const stop = session.onBarred(() => built.destroy())
    let rest: ReturnType<typeof setTimeout> | undefined
    built.on('focus', () => {
      rest ??= setTimeout(() => setLayered(true), patience)
    })
    built.on('transaction', () => {
      if (needsLayer(built)) setLayered(true)
    })
    setEditor(built)
    onReady((blocks) => {
      built.commands.insertContentAt(built.state.doc.content.size, blocks.map(forEditor))
    })
    return () => {
      stop()
      clearTimeout(rest)
      onReady(null)
      setEditor(null)
      built.destroy()
    }
  }, [session, language, factsElement, slots, link, files, fold, t, spoken, openLink, onReady])

  useMarkKeys(marked === undefined ? null : link.ask)
  useEffect(() => {
    const look = () => {
      if (marked !== undefined && marked.get().marks.length > 0) setLayered(true)
    }
    look()
    return marked?.subscribe(look)
  }, [marked])

  useCommands(
    useMemo(
      () =>
        editor === null
          ? null
          : [
              { id: 'insert', run: () => link.ask('insert') },
              { id: 'find', run: () => link.ask('find') },
              { id: 'block', run: () => link.ask('blockMenu') },
              { id: 'link', run: () => openLink(editor) },
            ],
      [editor, link, openLink],
    ),
  )

  return (
    <>
      <div className="toolbar-row">
        <div className="toolbar-inner">
          {editor === null ? null : (
            <Toolbar
              editor={editor}
              bar={bar}
              onLink={() => openLink(editor)}
              onInsert={() => link.ask('insert')}
              onBlock={() => link.ask('blockMenu')}
              onComment={marked === undefined ? undefined : () => link.ask('comment')}
            />
          )}
        </div>
      </div>
      <article
        className="page-place"
        ref={place}
        onPointerMove={layered ? undefined : () => setLayered(true)}
      />
      {editor === null ? null : <CopyCommands editor={editor} />}
      {createPortal(facts, factsElement)}
      {layered && editor !== null ? (
        <QuietBoundary>
          <Suspense fallback={null}>
            <Layer
              editor={editor}
              link={link}
              awareness={session.awareness}
              place={editor.view.dom.parentElement ?? document.body}
              onLink={() => openLink(editor)}
              marked={marked}
            />
          </Suspense>
        </QuietBoundary>
      ) : null}
      <OpenFilesProvider value={files}>
        <Around here={here} doc={session.doc}>
          <SlotPortals slots={slots} />
        </Around>
      </OpenFilesProvider>
      <SendingLayer sendings={files.sendings} session={session} />
      {linking === null || editor === null ? null : (
        <LinkDialog
          address={linking}
          onClose={() => setLinking(null)}
          onLink={(address) => {
            setLinking(null)
            const chain = edit(editor).extendMarkRange('link')
            if (address === null) chain.unsetMark('link', { extendEmptyMarkRange: true }).run()
            else if (editor.state.selection.empty && linking === '') {
              chain.insertContent(linkedText(address)).run()
            } else chain.setMark('link', { href: address }).run()
          }}
        />
      )}
    </>
  )
}

/** Is there something selected, or asked for by a sign, of which the layer draws what can be done? */
const needsLayer = ({ state }: Editor) => !state.selection.empty || triggerOf(state) !== null

function openFiles(page: string, language: string): OpenFiles {
  const sendings = new Sendings((file, options) => sendPicked(page, file, options))
  return { page, language, sendings, asking: new Asking() }
}

const linkedText = (address: string) => ({
  type: 'text',
  text: address.replace(/^(?:https?:\/\/|mailto:|tel:)/, ''),
  marks: [{ type: 'link', attrs: { href: address } }],
})

/** A block set aside, as the editor takes it; a title becomes a paragraph, there is one already. */
function forEditor(block: Branch): Branch {
  return block.type === 'title' ? { ...block, type: 'paragraph' } : block
}
