import { createContext, type ReactNode, Suspense, use, useMemo } from 'react'
import type { Language } from '#contract/records.ts'
import { translator } from '../catalogue.ts'
import { type Speech, useSpeech } from '../Language.tsx'
import type { EditingCatalogue, EditingPattern, EditingTranslate } from './editing-catalogue.ts'

const EditingWords = createContext<EditingTranslate | null>(null)

/** Gives the words of editing, beside all others, to everything below; nothing until they are here. */
export function EditingLanguage({ children }: { readonly children: ReactNode }) {
  const { language } = useSpeech()
  const words = useMemo(() => loadEditingCatalogue(language), [language])
  return (
    <Suspense fallback={null}>
      <Spoken words={words}>{children}</Spoken>
    </Suspense>
  )
}

function Spoken(props: {
  readonly words: Promise<EditingCatalogue>
  readonly children: ReactNode
}) {
  const { language, catalogue } = useSpeech()
  const words = use(props.words)
  const t = useMemo(
    () => translator<EditingPattern>(language, { ...catalogue, ...words }),
    [language, catalogue, words],
  )
  return <EditingWords value={t}>{props.children}</EditingWords>
}

/** The words and dates of the chosen language, those of editing among them. */
export function useEditingSpeech(): Omit<Speech, 't'> & { readonly t: EditingTranslate } {
  const speech = useSpeech()
  const t = use(EditingWords)
  if (t === null) throw new Error('There is no EditingLanguage above this component')
  return { ...speech, t }
}

async function loadEditingCatalogue(language: Language): Promise<EditingCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en
    case 'fi':
      return (await import('./fi.ts')).fi
    case 'nb':
      return (await import('./nb.ts')).nb
    case 'sv':
      return (await import('./sv.ts')).sv
  }
}
