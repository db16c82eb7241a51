import { useHistorySpeech } from '../i18n/history/HistoryLanguage.tsx'
import type { ParticipationFacts } from './participation-facts.ts'

interface WeeksPictureProps {
  readonly weeks: ParticipationFacts['weeks']
  readonly invited: number
}

const width = 320
const height = 64

/** How many had written by each week, as a picture, and the same in figures. */
export function WeeksPicture({ weeks, invited }: WeeksPictureProps) {
  const { t, date } = useHistorySpeech()
  const step = width / weeks.length
  const top = (n: number) => height - (n / Math.max(1, invited)) * height
  const line = weeks
    .map(({ soFar }, at) => `${at === 0 ? 'M' : 'L'}${at * step} ${top(soFar)}h${step}`)
    .join('')
  const [first, last] = [weeks[0], weeks.at(-1)]
  return (
    <details className="participation-weeks">
      <summary>{t('participationWeeks')}</summary>
      <svg
        viewBox={`-1 -2 ${width + 2} ${height + 4}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="img"
        aria-label={t('participationPicture', { from: first?.soFar ?? 0, to: last?.soFar ?? 0 })}
        preserveAspectRatio="none"
      >
        <path className="area" d={`${line}V${height}H0z`} />
        <path className="line" d={line} vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="participation-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('participationWeek')}</th>
              <th scope="col">{t('participationThatWeek')}</th>
              <th scope="col">{t('participationSoFar')}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ from, tookPart, soFar }) => (
              <tr key={from}>
                <th scope="row">{date(`${from}T00:00`)}</th>
                <td>{tookPart}</td>
                <td>{soFar}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
