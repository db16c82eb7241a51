import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Reply } from '../../net/api.ts'
import { useCommands } from '../../ui/commands.ts'
import { useStanding } from '../roles/use-standing.ts'
import { PageMenu } from './PageMenu.tsx'
import { Star } from './Star.tsx'

interface PageDeedsProps {
  readonly record: Reply<'getPage'>
  readonly strategy: Reply<'getStrategy'> | undefined
}

/** The star and the menu of a page, in its bar. */
export function PageDeeds({ record, strategy }: PageDeedsProps) {
  const [, go] = useLocation()
  const { id, mayReadHistory } = record
  useCommands(
    useMemo(
      () => (mayReadHistory ? [{ id: 'history', run: () => go(`/pages/${id}/history`) }] : null),
      [mayReadHistory, id, go],
    ),
  )
  const standing = useStanding(strategy ?? { id: record.strategy, role: record.role })
  if (record.trashed) return null
  return (
    <div className="page-deeds">
      <Star page={record} />
      <PageMenu
        page={record}
        may={(action) =>
          action === 'page.create' ? standing.may(action) : mayInStrategy(record.role, action)
        }
        className="bar-icon"
      />
    </div>
  )
}
