import { Link } from 'wouter'
import type { PersonId } from '#contract/ids.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import type { Reply } from '../../net/api.ts'

interface StrategyRolesProps {
  readonly strategy: Reply<'listRoles'>['strategies'][number]
  readonly names: ReadonlyMap<PersonId, string>
}

/** How roles are given in one strategy: to everyone, by name, and on pages of their own. */
export function StrategyRoles({ strategy, names }: StrategyRolesProps) {
  const { t, compare } = useAdminSpeech()
  const { id, name, language, everyone, history, members, pages } = strategy
  const facilitators = members
    .filter(({ role }) => role === 'facilitator')
    .map(({ person }) => names.get(person) ?? '')
    .filter((one) => one !== '')
    .toSorted(compare)
  const byName = (['editor', 'commenter', 'reader'] as const).flatMap((role) => {
    const n = members.filter((member) => member.role === role).length
    return n === 0 ? [] : [t(`named_${role}`, { n })]
  })
  const narrowed = pages.filter((page) => page.narrowed !== null)
  const locked = pages.filter((page) => page.locked !== null)
  const titles = (list: typeof pages) =>
    list.map(({ title }) => (title === '' ? t('untitled') : title)).join(', ')

  return (
    <li>
      <Link href={`/strategies/${id}/people`} lang={language}>
        {name}
      </Link>
      <dl>
        <dt>{t('everyone')}</dt>
        <dd>{t(`everyoneMay_${everyone ?? 'none'}`)}</dd>
        <dt>{t('facilitators')}</dt>
        <dd>{facilitators.length === 0 ? t('adminsAlone') : facilitators.join(', ')}</dd>
        {byName.length === 0 ? null : (
          <>
            <dt>{t('byName')}</dt>
            <dd>{byName.join(', ')}</dd>
          </>
        )}
        <dt>{t('historyShownTo')}</dt>
        <dd>{t(`historyFor_${history}`)}</dd>
        {narrowed.length === 0 ? null : (
          <>
            <dt>{t('narrowedPages')}</dt>
            <dd lang={language}>{titles(narrowed)}</dd>
          </>
        )}
        {locked.length === 0 ? null : (
          <>
            <dt>{t('lockedPages')}</dt>
            <dd lang={language}>{titles(locked)}</dd>
          </>
        )}
      </dl>
    </li>
  )
}
