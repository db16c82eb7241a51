import { lazy, Suspense, useState } from 'react'
import { mayInStrategy } from '#contract/permissions.ts'
import type { ViewProps } from '../../history/view-props.ts'
import { useHistorySpeech } from '../../i18n/history/HistoryLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'

const dialogs = {
  name: lazy(() => import('./dialogs/NameMomentDialog.tsx')),
  restore: lazy(() => import('./dialogs/RestoreDialog.tsx')),
} as const

export interface MomentDialogProps {
  readonly record: Reply<'getPage'>
  readonly view: ViewProps
  readonly onClose: () => void
}

interface MomentDeedsProps {
  readonly record: Reply<'getPage'>
  readonly view: ViewProps
}

/** What can be done with the moment that is shown, by who may write. */
export function MomentDeeds({ record, view }: MomentDeedsProps) {
  const { t } = useHistorySpeech()
  const [doing, setDoing] = useState<keyof typeof dialogs | null>(null)
  const mayWrite =
    mayInStrategy(record.role, 'page.write') && record.locked === null && !record.trashed
  if (!mayWrite) return null
  const Shown = doing === null ? null : dialogs[doing]
  const deed = (id: keyof typeof dialogs, icon: IconName, words: string) => (
    <Button
      aria-haspopup="dialog"
      title={words}
      onClick={() => setDoing(id)}
    >
      <Icon name={icon} />
      <span>{words}</span>
    </Button>
  )
  return (
    <>
      {deed('name', 'flag', t('nameMoment'))}
      {view.at < view.history.moments.head ? deed('restore', 'history', t('restoreMoment')) : null}
      {Shown === null ? null : (
        <Suspense>
          <Shown record={record} view={view} onClose={() => setDoing(null)} />
        </Suspense>
      )}
    </>
  )
}
