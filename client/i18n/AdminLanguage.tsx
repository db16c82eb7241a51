import { createContext, type ReactNode, Suspense, use, useMemo } from 'react'
import type { Language } from '#contract/records.ts'
import type { AdminCatalogue, AdminPattern, AdminTranslate } from './admin-catalogue.ts'
import { translator } from './catalogue.ts'
import { type Speech, useSpeech } from './Language.tsx'

const AdminWords = createContext<AdminTranslate | null>(null)

interface AdminLanguageProps {
  /** Shown while the words are fetched. */
  readonly waiting: ReactNode
  readonly children: ReactNode
}

/** Gives the words of administration, beside all others, to everything below. */
export function AdminLanguage({ waiting, children }: AdminLanguageProps) {
  const { language } = useSpeech()
  const words = useMemo(() => loadAdminCatalogue(language), [language])
  return (
    <Suspense fallback={waiting}>
      <Spoken words={words}>{children}</Spoken>
    </Suspense>
  )
}

function Spoken(props: { readonly words: Promise<AdminCatalogue>; readonly children: ReactNode }) {
  const { language, catalogue } = useSpeech()
  const words = use(props.words)
  const t = useMemo(
    () => translator<AdminPattern>(language, { ...catalogue, ...words }),
    [language, catalogue, words],
  )
  return <AdminWords value={t}>{props.children}</AdminWords>
}

/** The words and dates of the chosen language, those of administration among them. */
export function useAdminSpeech(): Omit<Speech, 't'> & { readonly t: AdminTranslate } {
  const speech = useSpeech()
  const t = use(AdminWords)
  if (t === null) throw new Error('There is no AdminLanguage above this component')
  return { ...speech, t }
}

async function loadAdminCatalogue(language: Language): Promise<AdminCatalogue> {
  switch (language) {
    case 'en':
      return (await import('./admin-en.ts')).adminEn
    case 'fi':
      return (await import('./admin-fi.ts')).adminFi
    case 'nb':
      return (await import('./admin-nb.ts')).adminNb
    case 'sv':
      return (await import('./admin-sv.ts')).adminSv
  }
}
