import { useSpeech } from '../../i18n/Language.tsx'
import type { ListedPage } from './use-pages.ts'

type Stateful = Pick<ListedPage, 'status' | 'progress' | 'changedAt'>

/** How far a page has come: nothing answered, begun, or agreed. */
export function pageState(page: Stateful): 'empty' | 'half' | 'full' {
  if (page.status === 'agreed') return 'full'
  if (page.status === 'discussion') return 'half'
  const { questions, answered, words } = page.progress ?? { questions: 0, answered: 0, words: 0 }
  // Whoever makes a page writes its title, which begins nothing; nor do a template's own words.
  const begun = questions > 0 ? answered > 0 : page.changedAt !== null && words > 0
  return begun ? 'half' : 'empty'
}

/** The state of a page as an empty, half or full dot; its words stand elsewhere. */
export function PageState({ page }: { readonly page: Stateful }) {
  const state = pageState(page)
  return (
    <svg className={`page-state is-${state}`} viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="4.75" />
      {state === 'half' ? <path d="M6 1.25a4.75 4.75 0 0 0 0 9.500z" /> : null}
    </svg>
  )
}

/** The same in words for screen readers, after the page's title. */
export function PageStateWords({ page }: { readonly page: Stateful }) {
  const { t } = useSpeech()
  return <span className="unseen">, {t(`pageState_${pageState(page)}`)}</span>
}
