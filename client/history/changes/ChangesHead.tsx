import { useLocation } from 'wouter'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { addressOf } from '../../net/place.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { PageChanges } from '../../../server/history/page-changes.ts'
import { type HistoryPlace, searchOf } from '../history-place.ts'
import type { OpenHistory } from '../open-history.ts'
import { ChangesSummary } from './ChangesSummary.tsx'
import { SpanChooser } from './SpanChooser.tsx'

interface ChangesHeadProps {
  readonly history: OpenHistory
  readonly made: PageChanges
  readonly place: HistoryPlace
  readonly newestFirst: boolean
  readonly onNewestFirst: (newestFirst: boolean) => void
  readonly onGo: (to: Partial<HistoryPlace>) => void
}

/** What changed in a sentence, between which moments, and in which order it is listed. */
export function ChangesHead(props: ChangesHeadProps) {
  const { history, made, place, newestFirst, onNewestFirst, onGo } = props
  const { t } = useHistorySpeech()
  const [path] = useLocation()
  // What one sees now, also when more is written, or when I come back.
  const link = `${path}?${searchOf({ view: 'changes', from: made.from, at: made.to })}`
  return (
    <div className="changes-head">
      <p className="changes-sum">
        <ChangesSummary counts={made.counts} />
      </p>
      <SpanChooser history={history} place={place} span={made} onGo={onGo} />
      {made.changes.length === 0 ? null : (
        <div className="changes-order">
          <label>
            <span className="unseen">{t('changesInOrder')}</span>
            <select
              className="input"
              value={newestFirst ? 'newest' : 'page'}
              onChange={({ target }) => onNewestFirst(target.value === 'newest')}
            >
              <option value="newest">{t('changesNewest')}</option>
              <option value="page">{t('changesAsOnPage')}</option>
            </select>
          </label>
          <CopyButton
            label={t('changesLink')}
            text={new URL(addressOf(link), globalThis.location.href).href}
          />
        </div>
      )}
    </div>
  )
}
