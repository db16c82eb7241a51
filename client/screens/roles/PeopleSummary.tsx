import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { membersQuery } from '../../net/queries.ts'
import { useMe } from '../me.ts'
import { OwnRole } from './OwnRole.tsx'

/** Who may do what in a strategy, in a line, with the way to all of it. */
export function PeopleSummary({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t } = useSpeech()
  const { person } = useMe()
  const members = useQuery(membersQuery(strategy.id))
  const seesAll = mayInOrganisation(person.role, 'people.read')
  return (
    <section aria-labelledby="people-heading" className="people-summary">
      <h2 id="people-heading">{t(seesAll ? 'rights' : 'yourRole')}</h2>
      {seesAll ? (
        <>
          <p>
            {t(`everyoneDoes_${strategy.everyone ?? 'nothing'}`)}{' '}
            {members.data === undefined ? null : t('namedCount', { n: members.data.length })}
          </p>
          <Link href={`/strategies/${strategy.id}/people`} className="button">
            {t('rights')}
          </Link>
        </>
      ) : (
        <OwnRole strategy={strategy} />
      )}
    </section>
  )
}
