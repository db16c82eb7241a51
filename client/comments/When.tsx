import { useEffect, useState } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'

const minute = 60_000

/** When something was said: roughly in words, exactly when one asks. Goes on with time. */
export function When({ at }: { readonly at: string }) {
  const { t, ago, language, dateTime } = useCommentsSpeech()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute)
    return () => clearInterval(timer)
  }, [])
  const long = ago(at)
  const minutes = Math.floor((now - Date.parse(at)) / minute)
  const words =
    long ??
    (minutes < 1
      ? t('comment_now')
      : new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
          style: 'unit',
          unit: 'minute',
          unitDisplay: 'short',
        }).format(minutes))
  return (
    <time className="when" dateTime={at} title={dateTime(at)}>
      {words}
    </time>
  )
}
