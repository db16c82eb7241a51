import { useMemo } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Readings } from './readership-queries.ts'

interface UnitReadingsProps {
  readonly units: Readings['units']
  readonly number: string
}

/** How many have read it in each unit: a table, with quiet bars beside the figures. */
export function UnitReadings({ units, number }: UnitReadingsProps) {
  const { t, language, compare } = useReadershipSpeech()
  const figures = useMemo(
    () => ({
      whole: new Intl.NumberFormat(language),
      share: new Intl.NumberFormat(language, { style: 'percent' }),
    }),
    [language],
  )
  return (
    <table className="unit-readings">
      <caption>{t('rd_table', { number })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rd_unit')}</th>
          <th scope="col" className="figure">
            {t('rd_people')}
          </th>
          <th scope="col" className="figure">
            {t('rd_read')}
          </th>
          <th scope="col">{t('rd_share')}</th>
        </tr>
      </thead>
      <tbody>
        {units
          .toSorted((a, b) => compare(a.name, b.name))
          .map(({ unit, name, read, all }) => (
            <tr key={unit}>
              <th scope="row">{name}</th>
              <td className="figure">{figures.whole.format(all)}</td>
              {read === null ? (
                <td className="too-few" colSpan={2}>
                  {t('rd_fewRead')}
                </td>
              ) : (
                <>
                  <td className="figure">{figures.whole.format(read)}</td>
                  <td>
                    <span className="share">
                      <svg
                        className="bar-line"
                        viewBox="0 0 100 6"
                        preserveAspectRatio="none"
                        aria-hidden="true"
                      >
                        <rect className="bar-all" width="100" height="6" />
                        <rect className="bar-read" width={(100 * read) / all} height="6" />
                      </svg>
                      {figures.share.format(read / all)}
                    </span>
                  </td>
                </>
              )}
            </tr>
          ))}
      </tbody>
    </table>
  )
}
