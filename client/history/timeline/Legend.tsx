import { useId } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { Band } from './bands.ts'
import { Pattern } from './Pattern.tsx'

/** Which band is whose. */
export function Legend({ bands }: { readonly bands: readonly Band[] }) {
  const { t } = useHistorySpeech()
  const id = useId()
  return (
    <ul className="bare river-legend">
      {bands.map(({ id: band, colour, kind, name, pattern }, i) => (
        <li key={band}>
          <svg className={`river-band ${colour}`} width="14" height="14" aria-hidden="true">
            <defs>
              <Pattern id={`${id}-${i}`} kind={pattern} />
            </defs>
            <rect className="river-water" width="14" height="14" rx="3" />
            {pattern > 1 ? <rect width="14" height="14" rx="3" fill={`url(#${id}-${i})`} /> : null}
          </svg>
          {kind === 'unit' ? name : t(kind === 'template' ? 'bandTemplate' : 'bandOthers')}
        </li>
      ))}
    </ul>
  )
}
