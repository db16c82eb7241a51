import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import * as Y from 'yjs'
import type { PageId } from '#contract/ids.ts'
import { SCHEMA_VERSION } from '#contract/schema-version.ts'
import { call, type Reply } from '../net/api.ts'
import { type Aside, setAside } from '../net/asides.ts'
import { Failure } from '../net/failure.ts'
import { PageSession, type Reach } from '../net/page-session.ts'
import { unitColour } from '../ui/person-mark.ts'
import { useMe } from './me.ts'

export interface OpenPage {
  readonly session: PageSession | null
  /** Rises when a text was set aside. */
  readonly asidesChanged: number
  /** Set aside, but this browser could not store it: it exists in this tab alone. */
  readonly onlyHere: readonly Aside[]
}

/**
 * Opens a page for as long as the component lives. Where the server refuses what was written, the
 * document is set aside and a new session takes its place; where the page is closed to the person,
 * unsent text is set aside too and the copy goes.
 */
export function usePageSession(page: PageId): OpenPage {
  const { person } = useMe()
  const queries = useQueryClient()
  const [generation, setGeneration] = useState(0)
  const [session, setSession] = useState<PageSession | null>(null)
  const [asidesChanged, setAsidesChanged] = useState(0)
  const [onlyHere, setOnlyHere] = useState<readonly Aside[]>([])

  const moveAside = useCallback(
    async (ended: PageSession, code: number) => {
      const aside = {
        page,
        at: Date.now(),
        code,
        update: Y.encodeStateAsUpdate(ended.doc),
        clients: ended.unsentClients,
      }
      try {
        await setAside(person.id, aside)
        setAsidesChanged((count) => count + 1)
      } catch {
        // Not stored, but not lost either: shown from memory, and leaving the tab is warned of.
        setOnlyHere((asides) => [...asides, { ...aside, id: -1 - asides.length }])
      }
      await ended.discard()
    },
    [page, person.id],
  )

  useEffect(() => {
    const opened = new PageSession({
      page,
      person: person.id,
      user: { id: person.id, name: person.name, colour: unitColour(person.id) },
      reach: () => reach(queries, page),
    })
    let over = false
    const watch = () => {
      const { connection, unsaved } = opened.getStatus()
      if (over || connection.at !== 'ended') return
      const { ending } = connection
      if (ending.why === 'refused') {
        over = true
        void reach(queries, page).then(async () => {
          // An older client is refused too, but its text is good: it is sent after reloading.
          if (isOutdated(queries, page)) return
          await moveAside(opened, ending.code)
          setGeneration((count) => count + 1)
        })
      } else if (ending.why === 'revoked' || ending.why === 'gone') {
        over = true
        void (unsaved > 0 ? moveAside(opened, 0) : opened.discard())
      }
    }
    const stop = opened.subscribe(watch)
    setSession(opened)
    return () => {
      stop()
      if (!over) void opened.close()
    }
  }, [page, person.id, person.name, queries, moveAside, generation])

  return { session, asidesChanged, onlyHere }
}

function isOutdated(queries: QueryClient, page: PageId): boolean {
  const record = queries.getQueryData<Reply<'getPage'>>(['page', page])
  return record !== undefined && record.schema > SCHEMA_VERSION
}

/** Asks over HTTP whether the page is there and open to this person. */
async function reach(queries: QueryClient, page: PageId): Promise<Reach> {
  try {
    const record = await call('getPage', { id: page })
    queries.setQueryData(['page', page], record)
    return 'reached'
  } catch (error) {
    if (error instanceof Failure) {
      if (error.code === 'not-signed-in') return 'signed-out'
      if (error.code === 'not-found' || error.code === 'forbidden') return 'gone'
    }
    return 'unreachable'
  }
}
