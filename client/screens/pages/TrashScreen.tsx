import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { trashQuery } from '../../net/pages-queries.ts'
import { strategyQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { Frame } from '../Frame.tsx'
import { useMe } from '../me.ts'
import { OfflineNote } from '../OfflineNote.tsx'
import { PageRail } from '../PageRail.tsx'
import { NotFoundScreen } from '../PlainScreens.tsx'
import { useScreenTitle } from '../use-screen-title.ts'

type Trashed = Reply<'listTrash'>['pages'][number]

/** The pages of a strategy that were put away, with a way to take them out again. */
export default function TrashScreen({ id }: { readonly id: StrategyId }) {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, id))
  const trash = useQuery(trashQuery(id))
  const [back, setBack] = useState('')
  useScreenTitle(t('trash'))
  if (trash.error instanceof Failure && trash.error.code === 'not-found') return <NotFoundScreen />
  const name = strategy.data?.name ?? ''
  const pages = trash.data ?? []
  return (
    <Frame
      railName={t('pagesOf', { name })}
      rail={<PageRail strategy={id} at="trash" />}
      bar={
        <span className="path">
          <Link href={`/strategies/${id}`}>{name}</Link> <span aria-hidden="true">/</span>{' '}
          <strong>{t('trash')}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className="sheet">
        <OfflineNote />
        <div className="sheet-head">
          <h1>{t('trash')}</h1>
        </div>
        <p>{trash.isSuccess && pages.length === 0 ? t('trashEmpty') : t('trashLead')}</p>
        <FailureNotice error={trash.error} />
        <output>{back === '' ? null : t('restored', { title: back })}</output>
        {trash.isPending ? <div className="bone line" /> : null}
        {pages.length === 0 ? null : (
          <ul className="bare contents trash-list">
            {pages.map((page) => (
              <TrashLine key={page.id} page={page} among={pages} onBack={setBack} />
            ))}
          </ul>
        )}
      </main>
    </Frame>
  )
}

interface TrashLineProps {
  readonly page: Trashed
  readonly among: readonly Trashed[]
  readonly onBack: (title: string) => void
}

function TrashLine({ page, among, onBack }: TrashLineProps) {
  const { t, date } = useSpeech()
  const queries = useQueryClient()
  const title = page.title || t('untitled')
  const restore = useMutation({
    mutationFn: () => call('restorePage', { id: page.id }),
    onSuccess: async () => {
      onBack(title)
      // The line that was pressed goes away: one is told where the focus can go on.
      document.getElementById('content')?.focus()
      await queries.invalidateQueries({ queryKey: ['strategies', page.strategy] })
      await queries.invalidateQueries({ queryKey: ['page', page.id] })
    },
  })
  const { trashed } = page
  const took = among.find(({ id }) => id === trashed?.with && id !== page.id)
  return (
    <li>
      <Link href={`/pages/${page.id}`} lang={page.language}>
        {title}
      </Link>
      <span className="facts">
        {trashed === null ? null : <span>{t('trashedOn', { date: date(trashed.at) })}</span>}
        {took === undefined ? null : (
          <span>{t('trashedAlong', { title: took.title || t('untitled') })}</span>
        )}
      </span>
      <Button
        busy={restore.isPending}
        aria-label={t('restorePageOf', { title })}
        onClick={() => restore.mutate()}
      >
        {t('restorePage')}
      </Button>
      <FailureNotice error={restore.error} />
    </li>
  )
}
