import { createContext, type ReactNode, Suspense, use, useMemo } from 'react'
import type { Language } from '#contract/records.ts'
import { translator } from '../catalogue.ts'
import { type Speech, useSpeech } from '../Language.tsx'
import type { HistoryCatalogue, HistoryPattern, HistoryTranslate } from './history-catalogue.ts'

const HistoryWords = createContext<HistoryTranslate | null>(null)

/** Gives the words of the history, beside all others, to everything below; nothing until they are here. */
export function HistoryLanguage({ children }: { readonly children: ReactNode }) {
  const { language } = useSpeech()
  const words = useMemo(() => loadHistoryCatalogue(language), [language])
  return (
    <Suspense fallback={null}>
      <Spoken words={words}>{children}</Spoken>
    </Suspense>
  )
}

function Spoken(props: {
  readonly words: Promise<HistoryCatalogue>
  readonly children: ReactNode
}) {
  const { language, catalogue } = useSpeech()
  const words = use(props.words)
  const t = useMemo(
    () => translator<HistoryPattern>(language, { ...catalogue, ...words }),
    [language, catalogue, words],
  )
  return <HistoryWords value={t}>{props.children}</HistoryWords>
}

/** The words and dates of the chosen language, those of the history among them. */
export function useHistorySpeech(): Omit<Speech, 't'> & { readonly t: HistoryTranslate } {
  const speech = useSpeech()
  const t = use(HistoryWords)
  if (t === null) throw new Error('There is no HistoryLanguage above this component')
  return { ...speech, t }
}

async function loadHistoryCatalogue(language: Language): Promise<HistoryCatalogue> {
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
