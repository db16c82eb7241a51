import { useId } from 'react'
import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { useKnownPeople } from '../../editor/blocks/person-name.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { Finding } from '../../net/publishing-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { listed, treeOf } from '../pages/page-order.ts'
import type { ListedPage } from '../pages/use-pages.ts'
import { softened } from '../soft-hyphens.ts'
import type { AskDraft } from './ask-draft.ts'
import { findingWords } from './finding-words.ts'

interface AskPagesProps {
  readonly pages: readonly ListedPage[]
  readonly draft: AskDraft
  /** What stands in the way, by page; null = not known yet. */
  readonly findings: ReadonlyMap<PageId, readonly Finding[]> | null
  readonly error: string | undefined
  readonly onChange: (part: Partial<AskDraft>) => void
}

/** Chooses pages, shows what is still open on each, and asks in whose role somebody answers for it. */
export function AskPages(props: AskPagesProps) {
  const { pages, draft, findings, error, onChange } = props
  const { t } = usePublishingSpeech()
  const chosen = pages.filter(({ id }) => draft.pages.has(id)).length
  const choose = (id: PageId, isChosen: boolean) => {
    const next = new Set(draft.pages)
    if (isChosen) next.add(id)
    else next.delete(id)
    onChange({ pages: next })
  }
  return (
    <section aria-labelledby="ask-pages-heading">
      <div className="ask-head">
        <h2 id="ask-pages-heading" tabIndex={-1}>
          {t('ask_pages')}
        </h2>
        <output className="hint">{t('ask_chosen', { n: chosen, all: pages.length })}</output>
        <div className="actions">
          <Button
            kind="quiet"
            onClick={() => onChange({ pages: new Set(pages.map(({ id }) => id)) })}
          >
            {t('ask_all')}
          </Button>
          <Button kind="quiet" onClick={() => onChange({ pages: new Set() })}>
            {t('ask_none')}
          </Button>
        </div>
      </div>
      {error === undefined ? null : (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <ul className="bare ask-pages">
        {listed(treeOf(pages)).map(({ page, depth }) => (
          <AskPage
            key={page.id}
            page={page}
            depth={depth}
            chosen={draft.pages.has(page.id)}
            ownerRole={draft.ownerRoles.get(page.id) ?? ''}
            findings={findings?.get(page.id) ?? []}
            onChoose={(isChosen) => choose(page.id, isChosen)}
            onRole={(role) =>
              onChange({ ownerRoles: new Map([...draft.ownerRoles, [page.id, role]]) })
            }
          />
        ))}
      </ul>
    </section>
  )
}

interface AskPageProps {
  readonly page: ListedPage
  readonly depth: number
  readonly chosen: boolean
  readonly ownerRole: string
  readonly findings: readonly Finding[]
  readonly onChoose: (chosen: boolean) => void
  readonly onRole: (role: string) => void
}

function AskPage(props: AskPageProps) {
  const { page, depth, chosen, ownerRole, findings, onChoose, onRole } = props
  const { t } = usePublishingSpeech()
  const { nameOf } = useKnownPeople()
  const id = useId()
  const title = page.title || t('untitled')
  return (
    <li className={`ask-page depth-${Math.min(depth, 4)}`}>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={chosen}
            aria-describedby={`${id}-facts`}
            onChange={({ target }) => onChoose(target.checked)}
          />
          <span className="ask-title" lang={page.language}>
            {softened(page.title, page.language) || t('untitled')}
          </span>
        </label>
        <div className="ask-facts" id={`${id}-facts`}>
          <span className="hint">{t(`pageStatus_${page.status}`)}</span>
          {findings.length === 0 ? null : (
            <ul className="bare findings">
              {findings.map((finding) => (
                <li key={finding.kind}>{findingWords(t, finding)}</li>
              ))}
            </ul>
          )}
          {findings.length === 0 ? null : (
            <Link href={`/pages/${page.id}`} className="fact-link">
              {t('nextOpen')}
              <span className="unseen" lang={page.language}>
                {' '}
                {title}
              </span>
            </Link>
          )}
        </div>
      </div>
      {chosen ? (
        <div className="field">
          <label htmlFor={id}>
            {t('ask_ownerRole')}
            <span className="unseen"> ({title})</span>
          </label>
          <input
            id={id}
            className="input"
            type="text"
            maxLength={200}
            value={ownerRole}
            aria-describedby={page.owner === null ? undefined : `${id}-owner`}
            onChange={({ target }) => onRole(target.value)}
          />
          {page.owner === null ? null : (
            <p className="hint" id={`${id}-owner`}>
              {t('ask_owner', { name: nameOf(page.owner).name })}
            </p>
          )}
        </div>
      ) : null}
    </li>
  )
}
