import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react'
import { type AroundNavHandler, Router } from 'wouter'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

/** Asks before leaving; goes by calling what it is given. */
type Guard = (leave: () => void) => void

/** Sets who is to be asked; null = nobody. */
type Arm = (guard: Guard | null) => void

const ArmContext = createContext<Arm>(() => {})

/** Lets screens below ask before they are left: by a link, the browser's own ways, or closing. */
export function LeaveGuard({ children }: { readonly children: ReactNode }) {
  const guard = useRef<Guard | null>(null)
  const around = useCallback<AroundNavHandler>((navigate, to, options) => {
    // The entry that the guard made for itself becomes the place one goes to.
    if (guard.current === null) navigate(to, options)
    else guard.current(() => navigate(to, { ...options, replace: true }))
  }, [])
  const arm = useCallback<Arm>((next) => {
    guard.current = next
  }, [])
  return (
    <ArmContext value={arm}>
      <Router aroundNav={around}>{children}</Router>
    </ArmContext>
  )
}

interface LeaveQuestionProps {
  /** Would leaving lose something? */
  readonly unsaved: boolean
  readonly title: string
  readonly text: string
  /** What the button says that leaves all the same. */
  readonly leave: string
}

/**
 * Asks before something unsaved is left. Going back in the browser cannot be stopped; so an entry
 * for the same place lies on top of the history while there is something to lose, and going back
 * from it stays where one is.
 */
export function LeaveQuestion({ unsaved, title, text, leave }: LeaveQuestionProps) {
  const { t } = useAdminSpeech()
  const arm = use(ArmContext)
  const [going, setGoing] = useState<(() => void) | null>(null)
  const armed = useRef(false)
  const leaving = useRef(false)

  useEffect(() => {
    if (!unsaved) {
      // Saved: the entry on top is of no use any more.
      if (armed.current && isOnTop()) history.back()
      armed.current = false
      return undefined
    }
    armed.current = true
    const putOnTop = () => {
      if (!isOnTop()) history.pushState({ asksBeforeLeaving: true }, '', location.href)
    }
    const onBack = () => {
      if (leaving.current) return
      putOnTop()
      setGoing(() => () => history.go(-2))
    }
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    putOnTop()
    arm((onLeave) => setGoing(() => onLeave))
    globalThis.addEventListener('popstate', onBack)
    globalThis.addEventListener('beforeunload', onUnload)
    return () => {
      arm(null)
      globalThis.removeEventListener('popstate', onBack)
      globalThis.removeEventListener('beforeunload', onUnload)
    }
  }, [unsaved, arm])

  if (going === null) return null
  return (
    <Dialog title={title} onClose={() => setGoing(null)}>
      <div className="form">
        <p>{text}</p>
        <div className="actions">
          <Button kind="primary" onClick={() => setGoing(null)}>
            {t('stayHere')}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              arm(null)
              leaving.current = true
              setGoing(null)
              going()
            }}
          >
            {leave}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

function isOnTop(): boolean {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'asksBeforeLeaving' in state
}
