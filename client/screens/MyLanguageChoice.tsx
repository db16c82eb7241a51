import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Language } from '#contract/records.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { call } from '../net/api.ts'
import { noteSession } from '../net/enter.ts'
import { useMe } from './me.ts'
import { LanguageChoice } from './Preferences.tsx'

/** Chooses the language of the interface for somebody signed in: it goes with them. */
export function MyLanguageChoice({ hint }: { readonly hint?: string }) {
  const { t } = useSpeech()
  const me = useMe()
  const queries = useQueryClient()
  const store = useMutation({
    mutationFn: (language: Language) => call('changeMe', { body: { language } }),
    onSuccess: (person) => noteSession(queries, { ...me, person }),
  })
  const said = store.isError ? t('account_languageHere') : hint
  return (
    <LanguageChoice
      onChoice={(language) => store.mutate(language)}
      {...(said === undefined ? {} : { hint: said })}
    />
  )
}
