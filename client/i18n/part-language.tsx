import { createContext, type ReactNode, Suspense, use, useMemo } from 'react'
import type { Language } from '#contract/records.ts'
import type { Catalogue } from './catalogue.ts'
import { type Speech, useSpeech } from './Language.tsx'

/** Speaks the words of a part of the app, given the common ones. */
type Speaker<Translate> = (common: Catalogue) => Translate

interface PartLanguageProps {
  /** Shown while the words are fetched; nothing unless given. */
  readonly waiting?: ReactNode
  readonly children: ReactNode
}

/**
 * The words of a part of the app that is not always needed: a component that fetches them and gives
 * them, beside all others, to everything below, and the hook by which it is spoken there.
 */
export function partLanguage<Translate>(load: (language: Language) => Promise<Speaker<Translate>>) {
  const Words = createContext<{ readonly t: Translate } | null>(null)

  function PartLanguage({ waiting = null, children }: PartLanguageProps) {
    const { language } = useSpeech()
    const speaker = useMemo(() => load(language), [language])
    return (
      <Suspense fallback={waiting}>
        <Spoken speaker={speaker}>{children}</Spoken>
      </Suspense>
    )
  }

  function Spoken(props: {
    readonly speaker: Promise<Speaker<Translate>>
    readonly children: ReactNode
  }) {
    const { catalogue } = useSpeech()
    const speaker = use(props.speaker)
    const words = useMemo(() => ({ t: speaker(catalogue) }), [speaker, catalogue])
    return <Words value={words}>{props.children}</Words>
  }

  function usePartSpeech(): Omit<Speech, 't'> & { readonly t: Translate } {
    const speech = useSpeech()
    const words = use(Words)
    if (words === null) throw new Error('The words of this part are not given above it')
    return { ...speech, t: words.t }
  }

  return { PartLanguage, usePartSpeech }
}

/**
 * The same of words that lie in a file for each language: `speak` makes the translator of them and
 * of the common ones together.
 */
export function partWords<Words extends object, Translate>(
  files: Readonly<Record<Language, () => Promise<Words>>>,
  speak: (language: Language, words: Catalogue & Words) => Translate,
) {
  return partLanguage(async (language) => {
    const words = await files[language]()
    return (common) => speak(language, { ...common, ...words })
  })
}
