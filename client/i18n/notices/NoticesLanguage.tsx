import { createContext, type ReactNode, Suspense, use, useMemo } from 'react'
import type { Language } from '#contract/records.ts'
import { translator } from '../catalogue.ts'
import { type Speech, useSpeech } from '../Language.tsx'
import type { NoticesCatalogue, NoticesPattern, NoticesTranslate } from './notices-catalogue.ts'

const NoticesWords = createContext<NoticesTranslate | null>(null)

/** Gives the words of notices, beside all others, to everything below; nothing until they are here. */
export function NoticesLanguage({ children }: { readonly children: ReactNode }) {
  const { language } = useSpeech()
  const words = useMemo(() => loadNoticesCatalogue(language), [language])
  return (
    <Suspense fallback={null}>
      <Spoken words={words}>{children}</Spoken>
    </Suspense>
  )
}

function Spoken(props: {
  readonly words: Promise<NoticesCatalogue>
  readonly children: ReactNode
}) {
  const { language, catalogue } = useSpeech()
  const words = use(props.words)
  const t = useMemo(
    () => translator<NoticesPattern>(language, { ...catalogue, ...words }),
    [language, catalogue, words],
  )
  return <NoticesWords value={t}>{props.children}</NoticesWords>
}

/** The words and dates of the chosen language, those of notices among them. */
export function useNoticesSpeech(): Omit<Speech, 't'> & { readonly t: NoticesTranslate } {
  const speech = useSpeech()
  const t = use(NoticesWords)
  if (t === null) throw new Error('There is no NoticesLanguage above this component')
  return { ...speech, t }
}

async function loadNoticesCatalogue(language: Language): Promise<NoticesCatalogue> {
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
