import type { ReactNode } from 'react'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { ChangedNode } from '../../../server/history/page-changes.ts'
import { Initials } from '../Initials.tsx'
import type { Writer } from '../writers.ts'

interface ChangedTextProps {
  readonly node: ChangedNode
  /** Class of its change. */
  readonly className: string
  readonly who: Writer | null
  /** Somebody else, or nothing, follows. */
  readonly ends: boolean
  readonly children: ReactNode
}

/** A run of text that was added, removed, moved or formatted, with who did it. */
export function ChangedText({ node, className, who, ends, children }: ChangedTextProps) {
  const { t, language } = useHistorySpeech()
  const { became } = node
  if (became !== 'added' && became !== 'removed' && became !== 'moved' && became !== 'formatted') {
    return children
  }
  const classes = `change-text change-${became} ${className} ${who?.colour ?? ''}`
  const inside = (
    <>
      {who === null ? null : (
        <span className="unseen" lang={language}>
          {t('change_by', { name: who.name, what: t(`changeBy_${became}`) })}
        </span>
      )}
      {children}
    </>
  )
  return (
    <>
      {became === 'added' ? (
        <ins className={classes}>{inside}</ins>
      ) : became === 'removed' ? (
        <del className={classes}>{inside}</del>
      ) : (
        <span className={classes}>{inside}</span>
      )}
      {who !== null && ends ? <Initials of={who} /> : null}
    </>
  )
}
