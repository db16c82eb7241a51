import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import { unitColour } from '../ui/person-mark.ts'
import type { ParticipationFacts } from './participation-facts.ts'
import { WeeksPicture } from './WeeksPicture.tsx'
import './participation.css'

/** How many of those invited have written, by unit and over time. Nobody is named or counted. */
export function Participation({ facts }: { readonly facts: ParticipationFacts }) {
  const { t } = useHistorySpeech()
  const { invited, tookPart, units, weeks } = facts
  return (
    <div className="participation">
      <p className="participation-sum">{t('participationSum', { n: tookPart, all: invited })}</p>
      {units === null ? (
        <p className="hint">{t('participationFew')}</p>
      ) : (
        <table className="participation-units">
          <caption className="unseen">{t('participationUnits')}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{t('participationUnit')}</th>
              <th scope="col">{t('participationWrote')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit, name, invited: all, tookPart: n }) => (
              <tr key={unit ?? ''}>
                <th scope="row">{name ?? t('participationOthers')}</th>
                <td>
                  <meter
                    className={unit === null ? 'u-none' : unitColour(unit)}
                    min={0}
                    max={all}
                    value={n}
                    aria-hidden="true"
                  />
                  <span className="participation-number">{t('changesAt', { n, all })}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {weeks.length > 1 ? <WeeksPicture weeks={weeks} invited={invited} /> : null}
    </div>
  )
}
