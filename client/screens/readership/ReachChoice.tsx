import { reachKinds } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { reachWords } from './reach-words.ts'
import type { SettingsDraft } from './settings-draft.ts'

interface ReachChoiceProps {
  readonly draft: SettingsDraft
  readonly onEdit: (part: Partial<SettingsDraft>) => void
}

/** Whom editions are open to, with what each choice means. */
export function ReachChoice({ draft, onEdit }: ReachChoiceProps) {
  const { t } = useReadershipSpeech()
  return (
    <>
      <Choices
        legend={<span className="unseen">{t('set_reach')}</span>}
        choices={reachKinds.map((value) => ({
          value,
          name: t(reachWords[value].name),
          means: t(reachWords[value].means),
        }))}
        value={draft.reach}
        onChoice={(reach) => onEdit({ reach })}
      />
      <p className="hint">{t('set_drafts')}</p>
    </>
  )
}
