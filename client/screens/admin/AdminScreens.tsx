import { Redirect, Route, Switch } from 'wouter'
import { AdminLanguage } from '../../i18n/AdminLanguage.tsx'
import { NotFoundScreen, WaitingScreen } from '../PlainScreens.tsx'
import { AddPersonSteps } from './AddPerson.tsx'
import './admin.css'
import { HealthScreen } from './HealthScreen.tsx'
import { ImportScreen } from './ImportScreen.tsx'
import { InvitationsScreen } from './InvitationsScreen.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { PeopleScreen } from './PeopleScreen.tsx'
import { RolesScreen } from './RolesScreen.tsx'
import { SettingsScreen } from './SettingsScreen.tsx'
import { TemplatesScreen } from './TemplatesScreen.tsx'
import { UnitsScreen } from './UnitsScreen.tsx'

/** Everything under `/admin`, fetched when an administrator first goes there. */
export default function AdminScreens() {
  return (
    <AdminLanguage waiting={<WaitingScreen />}>
      <LeaveGuard>
        <Switch>
          <Route path="/admin">
            <Redirect to="/admin/people" replace />
          </Route>
          <Route path="/admin/people/:id?">{({ id }) => <PeopleScreen shown={id ?? null} />}</Route>
          <Route path="/admin/import" component={ImportScreen} />
          <Route path="/admin/units" component={UnitsScreen} />
          <Route path="/admin/roles" component={RolesScreen} />
          <Route path="/admin/invitations" component={InvitationsScreen} />
          <Route path="/admin/templates" component={TemplatesScreen} />
          <Route path="/admin/settings" component={SettingsScreen} />
          <Route path="/admin/health" component={HealthScreen} />
          <Route component={NotFoundScreen} />
        </Switch>
      </LeaveGuard>
    </AdminLanguage>
  )
}

interface AddPersonProps {
  readonly onClose: () => void
  /** The person is there and their link has been seen. */
  readonly onAdded: (name: string) => void
}

/** Adds a person, from a screen that is no part of administration. */
export function AddPerson(props: AddPersonProps) {
  return (
    <AdminLanguage waiting={null}>
      <AddPersonSteps {...props} />
    </AdminLanguage>
  )
}
