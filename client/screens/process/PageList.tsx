import { Link } from 'wouter'
import { useKnownPeople } from '../../editor/blocks/person-name.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { softened } from '../soft-hyphens.ts'
import { isPast } from '../pages/day.ts'
import { listed, treeOf } from '../pages/page-order.ts'
import { PageState, PageStateWords } from '../pages/PageState.tsx'
import { Star } from '../pages/Star.tsx'
import type { ListedPage } from '../pages/use-pages.ts'
import { PageMarks } from '../roles/PageMarks.tsx'
import { useDay } from './use-day.ts'

interface PageListProps {
  readonly pages: readonly ListedPage[]
  readonly isPending: boolean
}

/** All pages in their order, with how far each is, who answers for it and when it is due. */
export function PageList({ pages, isPending }: PageListProps) {
  const { t } = useSpeech()
  return (
    <ol className="contents numbered page-list" aria-busy={isPending}>
      {listed(treeOf(pages)).map(({ page, depth }) => (
        <li key={page.id} className={`depth-${Math.min(depth, 4)}`}>
          <Link href={`/pages/${page.id}`} lang={page.language}>
            <PageState page={page} />
            <span className="page-name">
              {softened(page.title, page.language) || t('untitled')}
            </span>
            <PageStateWords page={page} />
            <PageMarks page={page} />
          </Link>
          <PageLine page={page} />
          <Star page={page} />
        </li>
      ))}
      {isPending ? <li className="bone line" aria-hidden="true" /> : null}
    </ol>
  )
}

function PageLine({ page }: { readonly page: ListedPage }) {
  const { t } = useSpeech()
  const day = useDay()
  const { progress, status, owner, reviewOn } = page
  const late = reviewOn ? isPast(reviewOn) : false
  return (
    <span className="facts">
      <span>{t(`pageStatus_${status}`)}</span>
      {progress && progress.questions > 0 ? (
        <span>
          {t('stageAnswered', { answered: progress.answered, questions: progress.questions })}
        </span>
      ) : null}
      {owner ? <OwnerName id={owner} /> : null}
      {reviewOn ? (
        <span className={late ? 'late' : undefined}>
          {t(late ? 'factReviewLate' : 'factReview', { date: day(reviewOn) })}
        </span>
      ) : null}
    </span>
  )
}

function OwnerName({ id }: { readonly id: string }) {
  const { t } = useSpeech()
  const { nameOf, mayList, me } = useKnownPeople()
  if (!mayList && id !== me?.id) return null
  return <span>{t('factOwner', { name: nameOf(id).name })}</span>
}
