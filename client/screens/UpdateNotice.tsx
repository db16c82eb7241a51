import { useEffect, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { keepShell } from '../net/shell.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'

/** Keeps the app openable offline, and says quietly when a newer version waits. */
export function UpdateNotice() {
  const { t } = useSpeech()
  const [update, setUpdate] = useState<(() => void) | null>(null)
  useEffect(() => keepShell((reload) => setUpdate(() => reload)), [])
  if (update === null) return null
  return (
    <div className="update">
      <Notice action={<Button onClick={update}>{t('reloadToUpdate')}</Button>}>
        {t('updateReady')}
      </Notice>
    </div>
  )
}
