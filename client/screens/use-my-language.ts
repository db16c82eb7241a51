import { useEffect, useRef } from 'react'
import type { Language } from '#contract/records.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { recall } from '../net/stored.ts'

/** Speaks the language that the person has chosen, where none was chosen on this device. */
export function useMyLanguage(mine: Language | null): void {
  const { language, speak } = useSpeech()
  // Once for each: where nothing can be remembered, another choice would be taken back at once.
  const done = useRef<Language | null>(null)
  useEffect(() => {
    if (mine === null || mine === done.current) return
    done.current = mine
    if (mine === language || recall('language') !== null) return
    speak(mine).catch(reportError)
  }, [mine, language, speak])
}
