import { useState } from 'react'
import type { Language } from '#contract/records.ts'
import { isLanguage, languageNames, useSpeech } from '../i18n/Language.tsx'
import { SelectField } from '../ui/Field.tsx'
import { type Appearance, appearances, choose, chosenAppearance } from './appearance.ts'

const appearanceKeys = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

interface LanguageChoiceProps {
  readonly hint?: string
  readonly onChoice?: (language: Language) => void
}

/** Chooses the language of the interface. */
export function LanguageChoice({ hint, onChoice }: LanguageChoiceProps) {
  const { t, language, speak } = useSpeech()
  return (
    <SelectField
      label={t('language')}
      hint={hint}
      value={language}
      onChange={({ target }) => {
        if (!isLanguage(target.value)) return
        void speak(target.value)
        onChoice?.(target.value)
      }}
    >
      {Object.entries(languageNames).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}

/** Chooses between light, dark, and what the device says. */
export function AppearanceChoice({ hint }: { readonly hint?: string }) {
  const { t } = useSpeech()
  const [appearance, setAppearance] = useState<Appearance>(chosenAppearance)
  return (
    <SelectField
      label={t('theme')}
      hint={hint}
      value={appearance}
      onChange={({ target }) => {
        const next = appearances.find((one) => one === target.value) ?? 'system'
        choose(next)
        setAppearance(next)
      }}
    >
      {appearances.map((one) => (
        <option key={one} value={one}>
          {t(appearanceKeys[one])}
        </option>
      ))}
    </SelectField>
  )
}
