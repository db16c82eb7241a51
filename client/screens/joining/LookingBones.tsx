import { useSpeech } from '../../i18n/Language.tsx'

/** While a code is looked at: the shape of what comes. */
export function LookingBones() {
  const { t } = useSpeech()
  return (
    <div className="looking" aria-busy="true">
      <output className="unseen">{t('loading')}</output>
      <div className="bone title" />
      <div className="bone line" />
      <div className="bone line short" />
    </div>
  )
}
