import { lazy } from 'react'
import { Route, Switch } from 'wouter'
import { JoinScreen } from './joining/JoinScreen.tsx'
import { LinkScreen } from './joining/LinkScreen.tsx'
import { SetUpScreen } from './SetUpScreen.tsx'
import { SignInScreen } from './SignInScreen.tsx'

// Comes by a link of an e-mail, and seldom.
const StopMailScreen = lazy(() => import('./inbox/StopMailScreen.tsx'))

/** What is shown to whoever is not signed in yet; the others need not fetch it. */
export default function OutsideScreens() {
  return (
    <Switch>
      <Route path="/setup" component={SetUpScreen} />
      <Route path="/sign-in" component={SignInScreen} />
      <Route path="/join" component={JoinScreen} />
      <Route path="/link" component={LinkScreen} />
      <Route path="/notices/stop/:code">{({ code }) => <StopMailScreen code={code} />}</Route>
    </Switch>
  )
}
