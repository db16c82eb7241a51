import { useQuery } from '@tanstack/react-query'
import { healthQuery, organisationQuery } from '../../net/admin-queries.ts'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { SettingsForm } from './SettingsForm.tsx'

/** What goes for the whole organisation. */
export function SettingsScreen() {
  const organisation = useQuery(organisationQuery)
  const health = useQuery({ ...healthQuery, refetchInterval: false })
  return (
    <AdminFrame at="settings">
      <Failed error={organisation.error} onRetry={() => void organisation.refetch()} />
      {organisation.data === undefined ? (
        organisation.isPending ? (
          <div aria-busy="true">
            <div className="bone line" />
          </div>
        ) : null
      ) : (
        <SettingsForm
          organisation={organisation.data}
          fixedAddress={health.data?.address ?? null}
        />
      )}
    </AdminFrame>
  )
}
