import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface SavedNoteProps {
  readonly unsaved: boolean
  readonly saving: boolean
  readonly saved: boolean
}

/** How a form stands: changed, being saved, saved. */
export function SavedNote({ unsaved, saving, saved }: SavedNoteProps) {
  const { t } = useAdminSpeech()
  return (
    <output className="saved-note">
      {saving ? (
        t('save_saving')
      ) : unsaved ? (
        t('notSavedYet')
      ) : saved ? (
        <>
          <Icon name="check" />
          {t('save_saved')}
        </>
      ) : null}
    </output>
  )
}
