import { Link } from 'wouter'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { ApprovalReply } from '../../net/publishing-queries.ts'
import { softened } from '../soft-hyphens.ts'
import { byPage, findingWords } from './finding-words.ts'

/** The pages that are asked about, each with who answers for it and what is still open on it. */
export function ApprovalPages({ reply }: { readonly reply: ApprovalReply }) {
  const { t, date } = usePublishingSpeech()
  const { approval, findings } = reply
  const found = byPage(findings)
  return (
    <section aria-labelledby="pages-heading">
      <h2 id="pages-heading">{t('approval_pages')}</h2>
      {findings.length === 0 ? <p className="hint">{t('approval_noFindings')}</p> : null}
      <ol className="bare approval-pages">
        {approval.pages.map(({ page, title, language, ownerRole, reviewOn }) => (
          <li key={page}>
            <Link href={`/pages/${page}`} lang={language}>
              {softened(title, language) || t('untitled')}
            </Link>
            <span className="facts">
              {ownerRole === '' ? null : (
                <span>{t('approval_ownerRole', { role: ownerRole })}</span>
              )}
              {reviewOn === null ? null : (
                <span>{t('approval_review', { date: date(reviewOn) })}</span>
              )}
            </span>
            {found.has(page) ? (
              <ul className="bare findings" aria-label={t('approval_findings')}>
                {found.get(page)?.map((finding) => (
                  <li key={finding.kind}>{findingWords(t, finding)}</li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
