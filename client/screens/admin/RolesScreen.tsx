import { useQuery } from '@tanstack/react-query'
import {
  mayInOrganisation,
  mayInStrategy,
  type OrganisationAction,
  organisationRoles,
  type StrategyAction,
  strategyRoles,
} from '#contract/permissions.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { rolesQuery } from '../../net/admin-queries.ts'
import { peopleQuery } from '../../net/queries.ts'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { PermissionTable } from './PermissionTable.tsx'
import { StrategyRoles } from './StrategyRoles.tsx'

// What people do, in the order in which one asks; a right that is new has no words yet and fails here.
const organisationDeeds = [
  'organisation.read',
  'people.read',
  'strategy.create',
  'people.manage',
  'organisation.manage',
] as const satisfies readonly OrganisationAction[]
const strategyDeeds = [
  'page.read',
  'page.comment',
  'page.write',
  'page.create',
  'history.read',
  'page.manage',
  'strategy.manage',
] as const satisfies readonly StrategyAction[]

/** Which role may do what, and how roles are given in each strategy. */
export function RolesScreen() {
  const { t } = useAdminSpeech()
  const roles = useQuery(rolesQuery)
  const people = useQuery(peopleQuery)
  const names = new Map(people.data?.map(({ id, name }) => [id, name]))
  return (
    <AdminFrame at="roles" lead={t('rolesLead')}>
      <section aria-labelledby="organisation-roles">
        <h2 id="organisation-roles">{t('inOrganisation')}</h2>
        <PermissionTable
          label={t('inOrganisation')}
          roles={organisationRoles.map((role) => ({ key: role, name: t(`role_${role}`) }))}
          deeds={organisationDeeds.map((deed) => ({ key: deed, words: t(`deed_${deed}`) }))}
          may={(role, deed) => mayInOrganisation(role, deed)}
        />
        <p className="hint">{t('inOrganisationHint')}</p>
      </section>
      <section aria-labelledby="strategy-roles">
        <h2 id="strategy-roles">{t('inStrategies')}</h2>
        <PermissionTable
          label={t('inStrategies')}
          roles={strategyRoles.map((role) => ({ key: role, name: t(`role_${role}`) }))}
          deeds={strategyDeeds.map((deed) => ({ key: deed, words: t(`deed_${deed}`) }))}
          may={(role, deed) => mayInStrategy(role, deed)}
        />
        <p className="hint">{t('inStrategiesHint')}</p>
      </section>
      <section aria-labelledby="roles-by-strategy">
        <h2 id="roles-by-strategy">{t('strategies')}</h2>
        <Failed error={roles.error} onRetry={() => void roles.refetch()} />
        {roles.isSuccess && roles.data.length === 0 ? (
          <p className="hint">{t('noStrategies')}</p>
        ) : (
          <ul className="bare strategy-roles" aria-busy={roles.isPending}>
            {(roles.data ?? []).map((strategy) => (
              <StrategyRoles key={strategy.id} strategy={strategy} names={names} />
            ))}
            {roles.isPending ? <li className="bone line" aria-hidden="true" /> : null}
          </ul>
        )}
      </section>
    </AdminFrame>
  )
}
