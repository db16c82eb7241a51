/**
 * What stands round a page's text: its outline beside it (or in a sheet where there is no room),
 * under it how long it is and where it is mentioned. Fetched when the page is there.
 */
import './outline.css'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import type { Doc } from 'yjs'
import type { PageId } from '#contract/ids.ts'
import { EditingLanguage, useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { backlinksQuery } from '../../net/mention-queries.ts'
import { recall, remember } from '../../net/stored.ts'
import { useCommands } from '../../ui/commands.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { LayerIcon } from '../layer/LayerIcon.tsx'
import { Outline } from './Outline.tsx'
import { pageWords } from './page-words.ts'
import { useOutline } from './use-outline.ts'
import { useSelectedWords } from './use-selected-words.ts'

interface PageMarginProps {
  readonly page: PageId
  readonly doc: Doc
  /** The language that the page is written in. */
  readonly language: string
  /** Whether the outline is what stands beside the text, where there is room. */
  readonly outline: boolean
}

export function PageMargin(props: PageMarginProps) {
  return (
    <EditingLanguage>
      <Spoken {...props} />
    </EditingLanguage>
  )
}

function Spoken({ page, doc, language, outline: beside }: PageMarginProps) {
  const { t } = useEditingSpeech()
  const place = useRef<HTMLDivElement>(null)
  const [sheet, setSheet] = useState(false)
  const [questions, setQuestions] = useState(() => recall('outline.questions') === 'yes')
  const { items, current } = useOutline(place)
  const hasItems = items.length > 0
  useCommands(
    useMemo(() => {
      if (!hasItems) return null
      const run = () => {
        const shown = place.current?.querySelector('button')
        if (shown?.checkVisibility() === true) shown.focus()
        else setSheet(true)
      }
      return [{ id: 'outline', run }]
    }, [hasItems]),
  )
  const outline = {
    items,
    current,
    language,
    questions,
    onQuestions: (shown: boolean) => {
      remember('outline.questions', shown ? 'yes' : null)
      setQuestions(shown)
    },
  }
  return (
    <>
      <div ref={place} className="outline-place" data-away={beside ? undefined : true}>
        <Outline {...outline} />
      </div>
      {items.length === 0 ? null : (
        <button type="button" className="outline-open" onClick={() => setSheet(true)}>
          <LayerIcon name="list" />
          <span className="unseen">{t('outlineName')}</span>
        </button>
      )}
      {sheet ? (
        <Dialog title={t('outlineName')} kind="outline-sheet" onClose={() => setSheet(false)}>
          <Outline {...outline} onGo={() => setSheet(false)} />
        </Dialog>
      ) : null}
      <footer className="page-foot">
        <Words doc={doc} />
        <Backlinks page={page} />
      </footer>
    </>
  )
}

function Words({ doc }: { readonly doc: Doc }) {
  const { t } = useEditingSpeech()
  const store = useMemo(() => pageWords(doc), [doc])
  const words = useSyncExternalStore(store.subscribe, store.get)
  const selected = useSelectedWords()
  return (
    <p className="page-length">
      {t('words', { n: words })}
      {selected === 0 ? null : <span>{t('wordsSelected', { n: selected })}</span>}
    </p>
  )
}

function Backlinks({ page }: { readonly page: PageId }) {
  const { t } = useEditingSpeech()
  const links = useQuery(backlinksQuery(page)).data ?? []
  if (links.length === 0) return null
  return (
    <section className="backlinks" aria-labelledby="backlinks">
      <h2 id="backlinks">{t('backlinksName')}</h2>
      <ul className="bare">
        {links.map(({ id, title, language }) => (
          <li key={id}>
            <Link href={`/pages/${id}`} lang={language}>
              {title === '' ? t('untitled') : title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
