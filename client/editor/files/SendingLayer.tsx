import { useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useSpeech } from '../../i18n/Language.tsx'
import type { PageSession } from '../../net/page-session.ts'
import { LeavingQuestion } from './LeavingQuestion.tsx'
import { SendingList } from './SendingList.tsx'
import type { Said, Sendings } from './sendings.ts'

interface SendingLayerProps {
  readonly sendings: Sendings
  readonly session: PageSession
}

/** Draws the files that are on their way at their places in the text, and says how they fare. */
export function SendingLayer({ sendings, session }: SendingLayerProps) {
  const { t } = useSpeech()
  const { batches, said } = useSyncExternalStore(sendings.subscribe, sendings.get)
  useEffect(() => {
    let was = session.getStatus().connection.at
    return session.subscribe(() => {
      const { at } = session.getStatus().connection
      if (at === 'live' && was !== 'live') sendings.reconnected()
      was = at
    })
  }, [session, sendings])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (sendings.underway) event.preventDefault()
    }
    globalThis.addEventListener('beforeunload', warn)
    return () => globalThis.removeEventListener('beforeunload', warn)
  }, [sendings])
  const words = (what: Said) => {
    switch (what.what) {
      case 'sending':
        return t('file_sending', what)
      case 'picture':
        return t('file_pictureAdded', what)
      case 'attachment':
        return t('file_added', what)
      case 'failed':
        return t('file_failed', what)
    }
  }
  return (
    <>
      <LeavingQuestion sendings={sendings} />
      <output className="unseen">{said === null ? null : words(said)}</output>
      {batches.map((batch) =>
        createPortal(
          <SendingList batch={batch} sendings={sendings} />,
          batch.element,
          String(batch.id),
        ),
      )}
    </>
  )
}
