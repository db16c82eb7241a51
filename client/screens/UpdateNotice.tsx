import { useEffect, useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { keepShell } from '../net/shell.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useIdle } from './pages/use-idle.ts'

/** Keeps the app openable offline, and says quietly when a newer version waits. */
export function UpdateNotice() {
  const { t } = useSpeech()
  const [update, setUpdate] = useState<(() => void) | null>(null)
  // Fetching the shell would take the network from what is to be shown first.
  const idle = useIdle()
  useEffect(() => (idle ? keepShell((reload) => setUpdate(() => reload)) : undefined), [idle])
  if (update === null) return null
  return (
    <div className="update">
      <Notice action={<Button onClick={update}>{t('reloadToUpdate')}</Button>}>
        {t('updateReady')}
      </Notice>
    </div>
  )
}
