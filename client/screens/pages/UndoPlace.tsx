import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { failureText } from '../failure-text.ts'
import { Undo, type Undoable } from './undo.ts'

/** So long it stays when nobody turns to it, milliseconds. What it undoes can be undone later too. */
const stays = 30_000

/** Says what was just done and takes it back if asked, at the bottom of whatever screen. */
export function UndoPlace({ children }: { readonly children: ReactNode }) {
  const { t } = useSpeech()
  const [done, setDone] = useState<Undoable | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const undo = useMutation({
    mutationFn: (last: Undoable) => last.undo(),
    onSuccess: () => setDone(null),
  })
  const { reset } = undo
  useEffect(() => {
    if (done === null) return undefined
    reset()
    const timer = setInterval(() => {
      // Whoever is about to press it is not hurried.
      if (place.current?.matches(':hover, :focus-within') !== true) setDone(null)
    }, stays)
    return () => clearInterval(timer)
  }, [done, reset])
  return (
    <Undo value={setDone}>
      {children}
      <div className="undo-place" ref={place}>
        <output className="unseen">{done?.text}</output>
        {done === null ? null : (
          <section className="notice undo" aria-label={t('justDone')}>
            <div className="words">
              {done.text}
              {undo.isError ? <p className="error">{failureText(t, undo.error)}</p> : null}
            </div>
            <Button busy={undo.isPending} onClick={() => undo.mutate(done)}>
              {t('undoIt')}
            </Button>
            <button
              type="button"
              className="button quiet undo-close"
              aria-label={t('close')}
              onClick={() => setDone(null)}
            >
              <Icon name="close" />
            </button>
          </section>
        )}
      </div>
    </Undo>
  )
}
