import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import type { Translate } from '../i18n/catalogue.ts'
import type { PageSession } from '../net/page-session.ts'
import { type SaveState, saveState } from '../net/save-state.ts'
import { canOpenOffline } from '../net/shell.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'

const icons: Readonly<Record<SaveState['tone'], IconName>> = {
  good: 'check',
  busy: 'dots',
  kept: 'cloudOff',
  bad: 'alert',
}
/** How long "Saved" waits after the last change: nobody wants to read a flicker. */
const calm = 500

interface SaveStateLineProps {
  readonly session: PageSession
  readonly mayWrite: boolean
  readonly here: string
}

/**
 * The state of saving, in words. It may say "Saving…" longer than needed, never "Saved" too early.
 * Screen readers hear of it only when it turns bad, or good again.
 */
export function SaveStateLine({ session, mayWrite, here }: SaveStateLineProps) {
  const { t } = useSpeech()
  const state = useCalmState(session, mayWrite)
  const words = wordsFor(t, state)
  const explanation = explanationFor(t, state)
  const told = useTold(state, words)
  const line = (
    <>
      <Icon name={icons[state.tone]} />
      <span className="save-words">{words}</span>
    </>
  )
  return (
    <>
      <span className="unseen" role="status">
        {told}
      </span>
      {explanation === null ? (
        <span className={`save ${state.tone}`}>{line}</span>
      ) : (
        <Disclosure opens="below" summaryClass={`save ${state.tone}`} summary={line}>
          <div className="save-explanation" data-words={words}>
            <p>{explanation}</p>
            {state.say === 'signedOut' ? (
              <Link
                className="button primary"
                href={`/sign-in?${new URLSearchParams({ back: here, again: '' })}`}
              >
                {t('signIn')}
              </Link>
            ) : null}
            {canOpenOffline ? null : <p className="hint">{t('noOfflineHere')}</p>}
          </div>
        </Disclosure>
      )}
    </>
  )
}

function useCalmState(session: PageSession, mayWrite: boolean): SaveState {
  const read = () => saveState(session.getStatus(), mayWrite)
  const [state, setState] = useState(read)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (next: SaveState) =>
      setState((shown) => (JSON.stringify(shown) === JSON.stringify(next) ? shown : next))
    const follow = () => {
      clearTimeout(timer)
      const next = saveState(session.getStatus(), mayWrite)
      if (next.say === 'saved') timer = setTimeout(show, calm, next)
      else show(next)
    }
    setState(saveState(session.getStatus(), mayWrite))
    const stop = session.subscribe(follow)
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [session, mayWrite])
  return state
}

/** What screen readers are told: bad news, and that it is over. */
function useTold(state: SaveState, words: string): string {
  const troubled = state.tone === 'bad' || state.tone === 'kept'
  const was = useRef(false)
  const [told, setTold] = useState('')
  useEffect(() => {
    if (troubled) setTold(words)
    else if (was.current && state.tone === 'good') setTold(words)
    if (troubled || state.tone === 'good') was.current = troubled
  }, [troubled, state.tone, words])
  return told
}

function wordsFor(t: Translate, state: SaveState): string {
  switch (state.say) {
    case 'kept':
      return t('save_kept', { n: state.changes })
    case 'notKept':
      return t('save_notKept', { n: state.changes })
    default:
      return t(`save_${state.say}`)
  }
}

function explanationFor(t: Translate, state: SaveState): string | null {
  switch (state.say) {
    case 'offline':
    case 'kept':
      return t('saveExplain_offline')
    case 'notKept':
    case 'notSaving':
    case 'blocked':
    case 'signedOut':
    case 'broken':
      return t(`saveExplain_${state.say}`)
    default:
      return null
  }
}
