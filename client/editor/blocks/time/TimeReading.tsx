import { useSpeech } from '../../../i18n/Language.tsx'
import type { ReadingProps } from '../reading.ts'
import { ReadingTable } from '../ReadingTable.tsx'
import { hoursOf, shareNames, sharesOf } from './budget.ts'
import { ShareBar, SumLine } from './ShareBar.tsx'

/** The time budget for those who read: a bar and a table. */
export function TimeReading({ part }: ReadingProps) {
  const { t, language } = useSpeech()
  const shares = sharesOf(part.attrs)
  const hours = hoursOf(part.attrs)
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (
    <section className="rows-read time-read">
      <ShareBar shares={shares} />
      <ReadingTable
        caption={t('time')}
        rows={shareNames}
        columns={[
          { name: t('time_kindColumn'), cell: (name) => t(`time_${name}`) },
          { name: t('time_shareColumn'), cell: (name) => `${shares[name]} %` },
          ...(hours === null
            ? []
            : [
                {
                  name: t('time_hoursColumn'),
                  cell: (name: (typeof shareNames)[number]) =>
                    number.format((hours * shares[name]) / 100),
                },
              ]),
        ]}
      />
      <SumLine shares={shares} />
    </section>
  )
}
