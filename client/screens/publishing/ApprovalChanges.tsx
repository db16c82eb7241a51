import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { ApprovalReply } from '../../net/publishing-queries.ts'
import { ChangeBlocks } from './ChangeBlocks.tsx'

/** What is different from the edition before, page by page; pages that stayed are folded away. */
export function ApprovalChanges({ since }: { readonly since: ApprovalReply['since'] }) {
  const { t } = usePublishingSpeech()
  if (since === null) {
    return <p className="hint">{t('approval_first')}</p>
  }
  const { number, changes } = since
  const same = changes.filter(({ how }) => how === 'same')
  const others = changes.filter(({ how }) => how !== 'same')
  return (
    <section aria-labelledby="changes-heading">
      <h2 id="changes-heading">{t('approval_changes', { number })}</h2>
      {others.length === 0 ? <p className="hint">{t('approval_noChanges', { number })}</p> : null}
      {others.map((change) => (
        <article key={change.page} className="page-change">
          <h3 lang={change.language}>{change.title || t('untitled')}</h3>
          <p className="change-kind">
            {change.how === 'changed'
              ? t('approval_change_changed', { n: change.blocks.length })
              : change.how === 'new'
                ? t('approval_change_new')
                : t('approval_change_removed')}
          </p>
          {change.blocks.length === 0 ? null : change.how === 'changed' ? (
            <ChangeBlocks change={change} />
          ) : (
            <details className="quiet-list">
              <summary>
                {t('approval_change_showText')}
                <span className="unseen" lang={change.language}>
                  {' '}
                  {change.title || t('untitled')}
                </span>
              </summary>
              <ChangeBlocks change={change} />
            </details>
          )}
        </article>
      ))}
      {same.length === 0 ? null : (
        <details className="quiet-list">
          <summary>{t('approval_unchanged', { n: same.length })}</summary>
          <ul className="bare">
            {same.map(({ page, title, language }) => (
              <li key={page} lang={language}>
                {title || t('untitled')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
