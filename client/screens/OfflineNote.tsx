import { useSyncExternalStore } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Notice } from '../ui/Notice.tsx'

const subscribe = (listener: () => void) => {
  globalThis.addEventListener('online', listener)
  globalThis.addEventListener('offline', listener)
  return () => {
    globalThis.removeEventListener('online', listener)
    globalThis.removeEventListener('offline', listener)
  }
}

/** Says that what is shown may be old while the browser has no network. */
export function OfflineNote() {
  const { t } = useSpeech()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return online ? null : <Notice tone="warn">{t('offlineNote')}</Notice>
}
