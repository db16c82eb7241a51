import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call, pathOf } from '../net/api.ts'
import { pageWatchQuery } from '../net/notice-queries.ts'
import { addressOf } from '../net/place.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { useTalk } from './talk.ts'
import { type Filter, filters, isFilter, passes } from './threads.ts'

interface PanelToolsProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly onComment: () => void
}

/** What can be done with all comments: choosing which are shown, a new one, export, watching. */
export function PanelTools({ filter, onFilter, onComment }: PanelToolsProps) {
  const { t } = useCommentsSpeech()
  const { page, me, may, closed, threads, speakers } = useTalk()
  const exported = (format: 'md' | 'csv') => () => {
    const link = document.createElement('a')
    link.href = addressOf(pathOf('exportThreads', { id: page, format })).href
    link.download = ''
    link.click()
  }
  const watch = useWatch()
  const items: readonly MenuItem[] = [
    {
      id: 'watch',
      name: t(watch.watching ? 'comments_unwatch' : 'comments_watch'),
      icon: 'watch',
      onChoose: watch.toggle,
    },
    { id: 'md', name: t('comments_exportMd'), icon: 'download', onChoose: exported('md') },
    { id: 'csv', name: t('comments_exportCsv'), icon: 'table', onChoose: exported('csv') },
  ]
  return (
    <div className="panel-tools">
      <select
        className="input"
        aria-label={t('filter')}
        value={filter}
        onChange={({ target }) => {
          if (isFilter(target.value)) onFilter(target.value)
        }}
      >
        {filters.map((one) => (
          <option key={one} value={one}>
            {t('filter_option', {
              name: t(`filter_${one}`),
              n: threads.filter((thread) => passes(thread, one, me.id, speakers)).length,
            })}
          </option>
        ))}
      </select>
      {may.comment && closed === null ? (
        <button
          type="button"
          className="icon-button"
          title={t('comments_page')}
          aria-label={t('comments_page')}
          onClick={onComment}
        >
          <Icon name="plus" />
        </button>
      ) : null}
      <Menu label={t('comments_menu')} className="icon-button" items={items}>
        <Icon name="dots" />
      </Menu>
      <output className="unseen">
        {watch.changed ? t(watch.watching ? 'comments_watched' : 'comments_unwatched') : ''}
      </output>
    </div>
  )
}

function useWatch() {
  const { page } = useTalk()
  const queries = useQueryClient()
  const watching = useQuery(pageWatchQuery(page)).data ?? false
  const change = useMutation({
    mutationFn: (body: { readonly watching: boolean }) => call('watchPage', { id: page, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: pageWatchQuery(page).queryKey }),
  })
  return {
    watching,
    changed: change.isSuccess,
    toggle: () => change.mutate({ watching: !watching }),
  }
}
