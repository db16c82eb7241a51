import { useMemo, useSyncExternalStore } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import type { Translate } from '../i18n/catalogue.ts'
import type { PageSession } from '../net/page-session.ts'
import type { SaveState } from '../net/save-state.ts'
import { canOpenOffline } from '../net/shell.ts'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { shownSaveState } from './shown-save-state.ts'

const icons: Readonly<Record<SaveState['tone'], IconName>> = {
  good: 'check',
  busy: 'dots',
  kept: 'cloudOff',
  bad: 'alert',
}
interface SaveStateLineProps {
  readonly session: PageSession
  readonly mayWrite: boolean
  readonly here: string
}

/**
 * The state of saving, in words. Screen readers hear of it only when it turns bad, or good again.
 */
export function SaveStateLine({ session, mayWrite, here }: SaveStateLineProps) {
  const { t } = useSpeech()
  const store = useMemo(() => shownSaveState(session, mayWrite), [session, mayWrite])
  const { state, told } = useSyncExternalStore(store.subscribe, store.get)
  const words = wordsFor(t, state)
  const explanation = explanationFor(t, state)
  const line = (
    <>
      <Icon name={state.say === 'locked' ? 'lock' : icons[state.tone]} />
      <span className="save-words">{words}</span>
    </>
  )
  return (
    <>
      <output className="unseen">{told === null ? '' : wordsFor(t, told)}</output>
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
