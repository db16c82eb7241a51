import { lazy, Suspense, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useLocation } from 'wouter'
import { mayInStrategy } from '#contract/permissions.ts'
import type { Reply } from '../../net/api.ts'
import { useCommands } from '../../ui/commands.ts'
import { useStanding } from '../roles/use-standing.ts'
import type { Taken } from '../taking/taken.ts'
import { PageMenu } from './PageMenu.tsx'
import { Star } from './Star.tsx'

const TakeAlongDialog = lazy(() => import('../taking/TakeAlongDialog.tsx'))

interface PageDeedsProps {
  readonly record: Reply<'getPage'>
  readonly strategy: Reply<'getStrategy'> | undefined
}

/** The star and the menu of a page, in its bar. */
export function PageDeeds({ record, strategy }: PageDeedsProps) {
  const [, go] = useLocation()
  const { id, title, trashed, mayReadHistory } = record
  const [taking, setTaking] = useState<Taken | null>(null)
  useCommands(
    useMemo(
      () => (mayReadHistory ? [{ id: 'history', run: () => go(`/pages/${id}/history`) }] : null),
      [mayReadHistory, id, go],
    ),
  )
  useCommands(
    useMemo(() => {
      if (trashed) return null
      const page: Taken = { kind: 'page', id, title }
      const all: Taken | null =
        strategy === undefined ? null : { kind: 'strategy', id: strategy.id, title: strategy.name }
      return [
        { id: 'takePage', run: () => setTaking(page) },
        ...(all === null ? [] : [{ id: 'takeStrategy' as const, run: () => setTaking(all) }]),
      ]
    }, [trashed, id, title, strategy]),
  )
  const standing = useStanding(strategy ?? { id: record.strategy, role: record.role })
  if (trashed) return null
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
      {taking === null
        ? null
        : createPortal(
            <Suspense>
              <TakeAlongDialog what={taking} onClose={() => setTaking(null)} />
            </Suspense>,
            document.body,
          )}
    </div>
  )
}
