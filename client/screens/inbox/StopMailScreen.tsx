import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import { noticeKinds } from '#contract/notice-shape.ts'
import { NoticesLanguage, useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { call } from '../../net/api.ts'
import { Failure } from '../../net/failure.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { OutsideFrame } from '../OutsideFrame.tsx'
import { useScreenTitle } from '../use-screen-title.ts'

/** The link in every e-mail: one button, and no more of its kind comes. Nobody need be signed in. */
export default function StopMailScreen({ code }: { readonly code: string }) {
  return (
    <OutsideFrame>
      <NoticesLanguage>
        <StopMail code={code} />
      </NoticesLanguage>
    </OutsideFrame>
  )
}

function StopMail({ code }: { readonly code: string }) {
  const { t } = useNoticesSpeech()
  const stop = useMutation({ mutationFn: () => call('stopMail', { code, body: undefined }) })
  const unknown =
    stop.error instanceof Failure &&
    (stop.error.code === 'not-found' || stop.error.code === 'invalid-input')
  const what = whatItStops(code)
  const part = unknown ? 'stopUnknown' : stop.isSuccess ? 'stopDone' : 'stop'
  const title = t(part === 'stop' && what !== null ? `stop_${what}` : `${part}Title`)
  useScreenTitle(title)
  return (
    <>
      <div aria-live="polite" className="form">
        <h1>{title}</h1>
        <p className="lead">{t(`${part}Text`)}</p>
      </div>
      {unknown ? null : <FailureNotice error={stop.error} />}
      <div className="actions">
        {part === 'stop' ? (
          <Button kind="primary" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('stopYes')}
          </Button>
        ) : null}
        <Link href="/account#notices" className="button plain">
          {t('stopMore')}
        </Link>
      </div>
    </>
  )
}

const stoppable = [...noticeKinds, 'at-once', 'digest'] as const

/** A code begins with what it stops; the server alone says whether it is a good one. */
function whatItStops(code: string): (typeof stoppable)[number] | null {
  const [first] = code.split('.')
  return stoppable.find((what) => what === first) ?? null
}
