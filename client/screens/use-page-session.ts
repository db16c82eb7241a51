import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useState } from 'react'
import type { PageId } from '#contract/ids.ts'
import { SCHEMA_VERSION } from '#contract/schema-version.ts'
import { call, type Reply } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import { takeCopy } from '../net/fetch-ahead.ts'
import type { Reach } from '../net/page-session.ts'
import { forgetPage } from '../net/remembered.ts'
import { useMe } from './me.ts'
import { type OpenPage, PageOpener } from './page-opener.ts'

/** Opens a page for as long as the component lives; one component per page. */
export function usePageSession(page: PageId): OpenPage {
  const { person } = useMe()
  const queries = useQueryClient()
  const [opener] = useState(
    () =>
      new PageOpener({
        page,
        person,
        reach: () => reach(queries, page),
        isOutdated: () => isOutdated(queries, page),
        copy: () => takeCopy(queries, person.id, page),
        forget: () => {
          forgetPage(person.id, page)
          void queries.invalidateQueries({ queryKey: ['strategies'] })
        },
      }),
  )
  const [open, setOpen] = useState(opener.get)
  // Before anything is drawn: a text that is at hand is then drawn with what is round it, at once.
  // As an external store React would listen to it only after that.
  useLayoutEffect(() => {
    const unsubscribe = opener.subscribe(() => setOpen(opener.get()))
    const stop = opener.start()
    return () => {
      stop()
      unsubscribe()
    }
  }, [opener])
  return open
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
