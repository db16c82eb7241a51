import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentType, lazy, Suspense, useEffect, useRef, useState } from 'react'
import {
  type AroundNavHandler,
  Redirect,
  Route,
  Router,
  Switch,
  useLocation,
  useSearchParams,
} from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import type { Reply } from './net/api.ts'
import { listenToEvents } from './net/events.ts'
import { Failure } from './net/failure.ts'
import { isRemembered } from './net/fetch-ahead.ts'
import { Gathering } from './net/gathering.ts'
import { isApprovalId, isPageId, isStrategyId } from './net/ids.ts'
import { addressOf, pathPrefix } from './net/place.ts'
import { refresh, sessionQuery, setupQuery } from './net/queries.ts'
import { onSignedOutElsewhere } from './net/sign-out.ts'
import { useSpeech } from './i18n/Language.tsx'
import { ConfirmPassword } from './screens/ConfirmPassword.tsx'
import { CrashBoundary } from './screens/CrashBoundary.tsx'
import { focusContent } from './screens/focus-content.ts'
import { HomeScreen } from './screens/HomeScreen.tsx'
import { Me } from './screens/me.ts'
import { UndoPlace } from './screens/pages/UndoPlace.tsx'
import { PaletteKeys } from './screens/palette/PaletteKeys.tsx'
import { FailureScreen, NotFoundScreen, WaitingScreen } from './screens/PlainScreens.tsx'
import { isReadershipPart } from './screens/readership/readership-parts.ts'
import { UpdateNotice } from './screens/UpdateNotice.tsx'
import { useMyLanguage } from './screens/use-my-language.ts'
import { prompt } from './ui/prompt.tsx'
import { leave } from './ui/leaving.ts'

// What is to be shown is fetched beside the session and the language, not after them.
const opened = location.pathname.slice(pathPrefix.length)
const PageScreen = prompt(() => import('./screens/PageScreen.tsx'), <WaitingScreen />)
if (opened.startsWith('/pages/')) PageScreen.fetch().catch(() => {})
/** Views of one screen: going from one to another leaves what is round them. */
const readership =
  /^\/strategies\/(?<id>[^/]+)\/publishing\/(?<part>feedback|readings|settings)\/?$/
/** Where one need not be signed in. */
const outside = /^\/(?:setup|sign-in|join|link|notices\/stop\/[^/]+)\/?$/
const outsideScreens = outside.test(opened) ? import('./screens/OutsideScreens.tsx') : null
const OutsideScreens = lazy(() => outsideScreens ?? import('./screens/OutsideScreens.tsx'))
const StrategyScreen = lazy(() => import('./screens/StrategyScreen.tsx'))
const TrashScreen = lazy(() => import('./screens/pages/TrashScreen.tsx'))
const StrategyPeopleScreen = lazy(() => import('./screens/roles/StrategyPeopleScreen.tsx'))
const AccountScreen = lazy(() => import('./screens/account/AccountScreen.tsx'))
const InboxScreen = lazy(() => import('./screens/inbox/InboxScreen.tsx'))

// Of no use without a connection: not among the files that every browser keeps.
const AdminScreens = connected(() => import('./screens/admin/AdminScreens.tsx'))
const PublishingScreens = connected(() => import('./screens/publishing/PublishingScreens.tsx'))
const ReadershipScreens = connected(() => import('./screens/readership/ReadershipScreens.tsx'))
const HistoryScreen = connected(() => import('./screens/history/HistoryScreen.tsx'))

/** The whole app: what is shown depends on the address and on who is signed in. */
export function App() {
  const { t } = useSpeech()
  return (
    <Router base={pathPrefix} aroundNav={around}>
      <a className="skip unseen" href="#content" onClick={skipToContent}>
        {t('skipToContent')}
      </a>
      <UpdateNotice />
      <FocusOnTravel />
      <Suspense fallback={<WaitingScreen />}>
        <Switch>
          <Route path={outside} component={OutsideScreens} />
          <Route>
            <Inside />
          </Route>
        </Switch>
      </Suspense>
    </Router>
  )
}

/** Another screen may have to ask before it is left; another view of the same one need not. */
const around: AroundNavHandler = (navigate, to, options) => {
  const go = () => navigate(to, options)
  if (new URL(to, location.href).pathname === location.pathname) go()
  else leave(go)
}

/** Everything for which one must be signed in. */
function Inside() {
  const session = useQuery(sessionQuery)
  const [location] = useLocation()
  const [last, setLast] = useState<Reply<'getSession'> | null>(null)
  if (session.isPending) return <WaitingScreen />
  if (session.isError) {
    return <FailureScreen error={session.error} onRetry={() => void session.refetch()} />
  }
  if (session.data !== null && session.data !== last && !isRemembered(session)) {
    setLast(session.data)
  }
  // A page stays open when the session ends under it: it says so itself, and keeps the text.
  const shown = session.data ?? (location.startsWith('/pages/') ? last : null)
  if (shown === null) return <Outside />
  return <SignedIn key={shown.person.id} session={shown} isRemembered={isRemembered(session)} />
}

function SignedIn(props: {
  readonly session: NonNullable<Reply<'getSession'>>
  /** From the last time: the server has not answered yet. */
  readonly isRemembered: boolean
}) {
  const { session } = props
  const queries = useQueryClient()
  const [location] = useLocation()
  const { id } = session.person
  useMyLanguage(session.person.language)
  const moment = props.isRemembered ? null : session.moment
  const since = useRef(moment)
  since.current ??= moment
  const isAnswered = moment !== null
  useEffect(() => {
    if (since.current === null) return undefined
    const gathering = new Gathering((event) => refresh(queries, event))
    const stop = listenToEvents(
      {
        onEvent: gathering.add,
        onReturn: () => void queries.invalidateQueries(),
        onEnd: () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      },
      { since: since.current },
    )
    return () => {
      stop()
      gathering.end()
    }
  }, [queries, id, isAnswered])
  useEffect(() => onSignedOutElsewhere(() => globalThis.location.assign(addressOf('/sign-in'))), [])
  return (
    <Me value={session}>
      <ConfirmPassword />
      <PaletteKeys>
        <CrashBoundary place={location}>
          <UndoPlace>
            <Switch>
              <Route path="/" component={HomeScreen} />
              <Route path="/strategies/:id">
                {({ id }) =>
                  isStrategyId(id) ? <StrategyScreen id={id} key={id} /> : <NotFoundScreen />
                }
              </Route>
              <Route path="/strategies/:id/trash">
                {({ id }) =>
                  isStrategyId(id) ? <TrashScreen id={id} key={id} /> : <NotFoundScreen />
                }
              </Route>
              <Route path="/strategies/:id/people">
                {({ id }) =>
                  isStrategyId(id) ? <StrategyPeopleScreen id={id} key={id} /> : <NotFoundScreen />
                }
              </Route>
              <Route path="/strategies/:id/publishing">
                {({ id }) =>
                  isStrategyId(id) ? (
                    <PublishingScreens id={id} key={id} place={{ at: 'home' }} />
                  ) : (
                    <NotFoundScreen />
                  )
                }
              </Route>
              <Route path="/strategies/:id/publishing/ask">
                {({ id }) =>
                  isStrategyId(id) ? (
                    <PublishingScreens id={id} key={id} place={{ at: 'ask' }} />
                  ) : (
                    <NotFoundScreen />
                  )
                }
              </Route>
              <Route path="/strategies/:id/publishing/approvals/:approval">
                {({ id, approval }) =>
                  isStrategyId(id) && isApprovalId(approval) ? (
                    <PublishingScreens id={id} key={id} place={{ at: 'approval', approval }} />
                  ) : (
                    <NotFoundScreen />
                  )
                }
              </Route>
              <Route path={readership}>
                {({ id, part }) =>
                  id !== undefined && isStrategyId(id) && isReadershipPart(part) ? (
                    <ReadershipScreens strategy={id} part={part} key={id} />
                  ) : (
                    <NotFoundScreen />
                  )
                }
              </Route>
              <Route path="/pages/:id">
                {({ id }) => (isPageId(id) ? <PageScreen id={id} key={id} /> : <NotFoundScreen />)}
              </Route>
              <Route path="/pages/:id/history">
                {({ id }) =>
                  isPageId(id) ? <HistoryScreen id={id} key={id} /> : <NotFoundScreen />
                }
              </Route>
              <Route path="/account" component={AccountScreen} />
              <Route path="/inbox" component={InboxScreen} />
              {mayInOrganisation(session.person.role, 'organisation.manage') ? (
                <Route path="/admin/*?">
                  <AdminScreens />
                </Route>
              ) : null}
              <Route component={NotFoundScreen} />
            </Switch>
          </UndoPlace>
        </CrashBoundary>
      </PaletteKeys>
    </Me>
  )
}

/** Nobody is signed in: either the installation is new, or it is time to sign in. */
function Outside() {
  const setup = useQuery(setupQuery)
  const [location] = useLocation()
  const [search] = useSearchParams()
  // Fetched beside the answer: wherever that leads, it is one of them.
  useEffect(() => void import('./screens/OutsideScreens.tsx').catch(() => {}), [])
  if (setup.isPending) return <WaitingScreen />
  if (setup.data?.needed === true) return <Redirect to="/setup" replace />
  const back = location + (search.size === 0 ? '' : `?${search}`)
  return (
    <Redirect
      to={back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ back })}`}
      replace
    />
  )
}

/** A screen that is fetched when it is needed, and says so when it can't be. */
function connected<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    try {
      return await load()
    } catch (cause) {
      const error = new Failure('unreachable', 'The screen was not fetched.', { cause })
      return { default: () => <FailureScreen error={error} onRetry={() => location.reload()} /> }
    }
  })
}

/** After each change of place the focus goes to the new content, as it would with a new page. */
function FocusOnTravel() {
  const [location] = useLocation()
  // A person's sheet has an address of its own, and leaves the list under it where it is.
  const place = location.startsWith('/admin/people/') ? '/admin/people' : location
  const last = useRef(place)
  useEffect(() => {
    if (last.current === place) return undefined
    last.current = place
    globalThis.scrollTo(0, 0)
    return focusContent()
  }, [place])
  return null
}

function skipToContent(event: { preventDefault: () => void }) {
  // The address stays as it is: it may be copied and sent on.
  event.preventDefault()
  document.getElementById('content')?.focus()
}
