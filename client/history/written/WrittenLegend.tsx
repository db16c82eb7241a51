import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import { initials } from '../../ui/person-mark.ts'
import type { Writers } from '../writers.ts'
import type { Passages } from './passages.ts'
import type { Colouring } from './colouring.ts'

interface WrittenLegendProps {
  readonly passages: Passages
  readonly writers: Writers
  readonly colouring: Colouring
}

/** Whose colour and initials are whose, by name. How much anybody wrote is nobody's business. */
export function WrittenLegend({ passages, writers, colouring }: WrittenLegendProps) {
  const { t, compare } = useHistorySpeech()
  const marks = new Map<string, { readonly name: string; readonly colour: string }>()
  for (const { by } of passages.all) {
    if (colouring === 'unit') {
      const { id, name, colour } = writers.groupOf(by)
      marks.set(id ?? '', { name: name ?? t('writtenOthers'), colour })
    } else {
      const { id, name, colour } = writers.of(by)
      marks.set(id, { name, colour })
    }
  }
  if (marks.size === 0) return null
  return (
    <>
      <h3 className="beside-heading">{t('writtenFrom')}</h3>
      <ul className="bare written-legend">
        {[...marks]
          .toSorted(([, a], [, b]) => compare(a.name, b.name))
          .map(([id, { name, colour }]) => (
            <li key={id}>
              <span
                className={`avatar ${colour}`}
                aria-hidden="true"
                data-initials={initials(name)}
              />
              {name}
            </li>
          ))}
      </ul>
    </>
  )
}
