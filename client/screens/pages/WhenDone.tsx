import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { publishingQuery } from '../../net/publishing-queries.ts'
import { templateQuery } from '../../net/pages-queries.ts'
import { FailureNotice } from '../FailureNotice.tsx'

/** What must be true before a page from a template is finished. */
export default function WhenDone({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const template = useQuery(templateQuery(record.template ?? '', record.language))
  if (template.isPending) return <div className="bone line" />
  return (
    <>
      <FailureNotice error={template.error} />
      <ul>
        {template.data?.done.map((item) => (
          <li key={item} lang={record.language}>
            {item}
          </li>
        ))}
        <li>{t('done_answered')}</li>
        <li>{t('done_owner')}</li>
        <li>{t('done_decision')}</li>
        <li>{t('done_units')}</li>
      </ul>
      <InEdition page={record} />
    </>
  )
}

/** In which edition the page is published, and whether it has moved on; nothing before that. */
function InEdition({ page }: { readonly page: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const { data } = useQuery(publishingQuery(page.strategy))
  const edition = data?.editions.find(
    ({ state, pages }) => state === 'current' && pages.some((one) => one.page === page.id),
  )
  if (edition === undefined) return null
  const { changedSince, number } = edition
  return (
    <p>
      <Link className="fact-link" href={`/strategies/${page.strategy}/publishing`}>
        {t(changedSince.includes(page.id) ? 'editionBehind' : 'editionHolds', { number })}
      </Link>
    </p>
  )
}
