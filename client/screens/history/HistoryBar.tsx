import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { historyAddress, type HistoryPlace, views } from '../../history/history-place.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface HistoryBarProps {
  readonly page: PageId
  readonly title: string
  /** Where one is; without it there is nothing yet to choose from. */
  readonly place?: HistoryPlace
  /** What can be done with the moment. */
  readonly children?: ReactNode
}

/** The bar over a page's history: which page, the three views, what can be done, the way back. */
export function HistoryBar({ page, title, place, children }: HistoryBarProps) {
  const { t } = useHistorySpeech()
  return (
    <header className="history-bar">
      <strong className="history-title">{title}</strong>
      {place === undefined ? null : (
        <nav className="history-views" aria-label={t('historyViews')}>
          {views.map((view) => (
            <Link
              key={view}
              href={historyAddress(page, { ...place, view })}
              aria-current={view === place.view ? 'page' : undefined}
            >
              {t(`view_${view}`)}
            </Link>
          ))}
        </nav>
      )}
      <div className="history-deeds">
        {children}
        <Link href={`/pages/${page}`} className="button primary history-back">
          <Icon name="undo" />
          <span>{t('backToPage')}</span>
        </Link>
      </div>
    </header>
  )
}
