import { useEffect, useState } from 'react'
import type { PageId } from '#contract/ids.ts'
import { type Aside, asidesOf, discardAside } from '../net/asides.ts'
import type { PageSession } from '../net/page-session.ts'
import type { Branch } from '../net/page-tree.ts'
import { useMe } from './me.ts'
import { RefusedPanel } from './RefusedPanel.tsx'
import type { OpenPage } from './page-opener.ts'
import { useStatus } from './use-status.ts'

interface RefusedTextsProps {
  readonly page: PageId
  readonly title: string
  readonly open: OpenPage
  /** The page as it is now; null when it is not open to this person. */
  readonly session: PageSession | null
  readonly onPutIn: ((blocks: readonly Branch[]) => void) | null
}

/** The texts of this page that were not accepted, until their writer has dealt with them. */
export function RefusedTexts({ page, title, open, session, onPutIn }: RefusedTextsProps) {
  const { person } = useMe()
  const [stored, setStored] = useState<readonly Aside[]>([])
  const [dealtWith, setDealtWith] = useState<readonly number[]>([])
  const connection = useStatus(session, 'connection')
  const { asidesChanged } = open

  useEffect(() => {
    let current = true
    asidesOf(person.id, page).then(
      (asides) => {
        if (current) setStored(asides)
      },
      // A browser without storage holds none; what was refused in this tab is in `onlyHere`.
      () => setStored([]),
    )
    return () => {
      current = false
    }
  }, [person.id, page, asidesChanged])

  // What is new in them can only be told beside the page as the server has it.
  if (session !== null && connection?.at !== 'live') return null
  const shown = [...stored, ...open.onlyHere].filter(({ id }) => !dealtWith.includes(id))
  return shown.map((aside) => (
    <RefusedPanel
      key={aside.id}
      aside={aside}
      page={session?.doc ?? null}
      title={title}
      onPutIn={onPutIn}
      onDiscard={() => {
        setDealtWith((ids) => [...ids, aside.id])
        if (aside.id > 0) void discardAside(person.id, aside.id)
      }}
    />
  ))
}
