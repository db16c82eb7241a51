import { useSpeech } from '../../../i18n/Language.tsx'
import { ReadingTable } from '../ReadingTable.tsx'
import type { ReadingProps } from '../reading.ts'
import { drawField, lines, oneOf, rowsOf, wordsOf } from '../row-reading.tsx'
import { StakeholderMap } from './StakeholderMap.tsx'
import { levelOf } from './StakeholderParts.tsx'

/** The stakeholders for those who read: the picture, and a table that says the same. */
export function StakeholdersReading({ part, draw }: ReadingProps) {
  const { t } = useSpeech()
  const rows = rowsOf(part).map((row, index) => ({
    row,
    number: index + 1,
    name: wordsOf(row, 'stakeholderName'),
    power: levelOf(row.attrs['power']),
    interest: levelOf(row.attrs['interest']),
  }))
  return (
    <>
      <StakeholderMap stakeholders={rows} />
      <ReadingTable
        caption={t('stakeholders')}
        rows={rows}
        columns={[
          {
            name: t('field_stakeholderName'),
            cell: ({ row, number }) => {
              const side = oneOf(['outside', 'inside'], row.attrs['side'])
              return (
                <>
                  {number}. {drawField(row, 'stakeholderName', draw) ?? t('stakeholder_unnamed')}
                  {side === null ? null : (
                    <span className="rows-aside">{t(`stakeholder_side_${side}`)}</span>
                  )}
                </>
              )
            },
          },
          {
            name: t('map_placeColumn'),
            cell: ({ power, interest }) =>
              lines([
                power && `${t('stakeholder_power')}: ${power}`,
                interest && `${t('stakeholder_interest')}: ${interest}`,
              ]),
          },
          {
            name: t('field_stakeholderNeed'),
            cell: ({ row }) => drawField(row, 'stakeholderNeed', draw),
          },
          {
            name: t('field_stakeholderPromise'),
            cell: ({ row }) => {
              const contact = drawField(row, 'stakeholderContact', draw)
              return lines([
                drawField(row, 'stakeholderPromise', draw),
                contact && (
                  <span key="contact" className="rows-aside">
                    {t('field_stakeholderContact')}: {contact}
                  </span>
                ),
              ])
            },
          },
        ]}
      />
    </>
  )
}
