import { useQuery } from '@tanstack/react-query'
import {
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { mayInStrategy } from '#contract/permissions.ts'
import { SCHEMA_VERSION } from '#contract/schema-version.ts'
import PageEditor from '../editor/PageEditor.tsx'
import { ReadOnlyPage } from '../editor/ReadOnlyPage.tsx'
import { useSpeech } from '../i18n/Language.tsx'
import type { Reply } from '../net/api.ts'
import { Failure } from '../net/failure.ts'
import { MarkedText } from '../net/marked-text.ts'
import { isRemembered } from '../net/fetch-ahead.ts'
import type { PageSession } from '../net/page-session.ts'
import type { Branch } from '../net/page-tree.ts'
import { pageQuery, strategyQuery } from '../net/queries.ts'
import { type PageFold, unfolded } from '../net/unfolded.ts'
import { QuietBoundary } from '../ui/QuietBoundary.tsx'
import { Frame } from './Frame.tsx'
import { useMe } from './me.ts'
import type { OpenPage } from './page-opener.ts'
import { PageAccess } from './PageAccess.tsx'
import { PageDeeds } from './pages/PageDeeds.tsx'
import { useIdle } from './pages/use-idle.ts'
import { blockLabels } from './pages/block-labels.ts'
import { useVisit } from './pages/use-visit.ts'
import { PageFacts } from './PageFacts.tsx'
import { PageNotices } from './PageNotices.tsx'
import { PageRail } from './PageRail.tsx'
import { FailureScreen, WaitingScreen } from './PlainScreens.tsx'
import { RefusedTexts } from './RefusedTexts.tsx'
import { SaveStateLine } from './SaveStateLine.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'
import { usePageSession } from './use-page-session.ts'
import { usePageTitle } from './use-page-title.ts'
import { useScreenTitle } from './use-screen-title.ts'
import { useStatus } from './use-status.ts'
import { WhoIsHere } from './WhoIsHere.tsx'

// Not needed to read and write: it comes when those are there.
const PageBeside = lazy(() => import('./pages/PageBeside.tsx'))

/** One page: its text for writing or reading, its save state, who is here. */
export default function PageScreen({ id }: { readonly id: PageId }) {
  const { person } = useMe()
  const record = useQuery(pageQuery(person.id, id))
  const open = usePageSession(id)
  const { session } = open
  const connection = useStatus(session, 'connection')
  const live = connection?.at === 'live'
  useLeaveGuard(session, open.onlyHere.length > 0)

  // The epoch, the role and the schema may have changed while there was no connection; and what
  // the page is open for changes with its mode.
  const { refetch } = record
  const stale = useRef(false)
  useEffect(() => {
    if (connection?.at === 'offline') stale.current = true
    if (connection?.at !== 'live') return
    if (stale.current) void refetch()
    stale.current = true
  }, [connection, refetch])
  // An old one would be told to the server as that of the last agreement.
  const epoch = isRemembered(record) ? undefined : record.data?.epoch
  useEffect(() => {
    if (epoch !== undefined) session?.setEpoch(epoch)
  }, [epoch, session, live])

  const gone =
    (connection?.at === 'ended' &&
      (connection.ending.why === 'revoked' || connection.ending.why === 'gone')) ||
    (record.error instanceof Failure && record.error.code === 'not-found')
  if (gone) return <GonePage id={id} open={open} wasOpen={record.data !== undefined} />
  if (record.isPending || session === null) return <WaitingScreen />
  if (record.isError) {
    return <FailureScreen error={record.error} onRetry={() => void record.refetch()} />
  }
  return <ShownPage record={record.data} session={session} open={open} />
}

interface ShownPageProps {
  readonly record: Reply<'getPage'>
  readonly session: PageSession
  readonly open: OpenPage
}

function ShownPage({ record, session, open }: ShownPageProps) {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategy = useQuery(strategyQuery(person.id, record.strategy))
  const connection = useStatus(session, 'connection')
  const ready = useStatus(session, 'ready') === true
  // Its text, that is: what comes after must not come before it.
  const idle = useIdle(ready)
  const title = usePageTitle(session.doc, record.title)
  const [append, setAppend] = useState<((blocks: readonly Branch[]) => void) | null>(null)
  const onReady = useCallback((next: typeof append) => setAppend(() => next), [])
  const fold = useMemo(() => unfolded(person.id, record.id), [person.id, record.id])
  const marked = useMemo(() => new MarkedText(record.id), [record.id])
  const shownTitle = title === '' ? t('untitled') : title
  useScreenTitle(shownTitle)
  useVisit(record, idle)

  const live = connection?.at === 'live'
  const mode = connection?.at === 'live' ? connection.mode : 'normal'
  const ending = connection?.at === 'ended' ? connection.ending.why : null
  const outdated = record.schema > SCHEMA_VERSION || ending === 'outdated'
  const mayWrite = mayInStrategy(record.role, 'page.write') && !outdated
  // While connected the socket says it first; otherwise what was known last goes.
  const locked = mode === 'locked' || (record.locked !== null && (!live || mode === 'read-only'))
  const trashed = Boolean(record.trashed)
  const writable =
    mayWrite &&
    !locked &&
    !trashed &&
    (mode === 'normal' || mode === 'not-saving') &&
    ending !== 'refused' &&
    ending !== 'broken'

  return (
    <Frame
      railName={t('pagesOf', { name: strategy.data?.name ?? '' })}
      rail={<PageRail strategy={record.strategy} current={record.id} />}
      there={ready}
      bar={
        <>
          <span className="path">
            <span className="path-above">
              <Link href={`/strategies/${record.strategy}`}>{strategy.data?.name ?? '…'}</Link>{' '}
              <span aria-hidden="true">/</span>{' '}
            </span>
            <strong>{shownTitle}</strong>
          </span>
          <SaveStateLine session={session} mayWrite={mayWrite} here={`/pages/${record.id}`} />
          <WhoIsHere session={session} />
          <PageAccess record={record} />
          <PageDeeds record={record} strategy={strategy.data} />
        </>
      }
    >
      <main id="content" tabIndex={-1} className="page">
        <PageNotices
          record={record}
          outdated={outdated}
          locked={locked}
          mode={mode}
          mayWrite={mayWrite}
          session={session}
        />
        <RefusedTexts
          page={record.id}
          title={title}
          open={open}
          session={session}
          onPutIn={writable ? append : null}
        />
        <PageText
          ready={ready}
          writable={writable}
          session={session}
          record={record}
          facts={<PageFacts record={record} locked={locked} />}
          fold={fold}
          marked={marked}
          mayComment={mayInStrategy(record.role, 'page.comment') && !locked && !trashed}
          onReady={onReady}
        />
        {ready && idle ? (
          <QuietBoundary>
            <Suspense>
              <PageBeside
                record={record}
                doc={session.doc}
                marked={marked}
                closed={trashed ? 'trashed' : locked ? 'locked' : null}
                writable={writable}
                live={live}
              />
            </Suspense>
          </QuietBoundary>
        ) : null}
      </main>
    </Frame>
  )
}

interface PageTextProps {
  readonly ready: boolean
  readonly writable: boolean
  readonly session: PageSession
  readonly record: Reply<'getPage'>
  readonly facts: ReactNode
  readonly fold: PageFold
  readonly marked: MarkedText
  readonly mayComment: boolean
  readonly onReady: (append: ((blocks: readonly Branch[]) => void) | null) => void
}

/**
 * The text, as this person may have it. The editor comes in one file with the screen: waiting for
 * it by Suspense draws a long page twice, and React shows what was waited for 300 ms later.
 */
function PageText(props: PageTextProps) {
  const { ready, writable, session, record, facts, fold, marked, mayComment, onReady } = props
  const { t } = useSpeech()
  const { person } = useMe()
  const { id, strategy, role, language } = record
  const here = useMemo(
    () => ({ person: person.id, page: id, strategy, role, language }),
    [person.id, id, strategy, role, language],
  )
  const bars = useStatus(session, 'bars')
  const labels = useMemo(() => blockLabels(t), [t])
  if (!ready) return <NotReady session={session} />
  if (!writable || bars === undefined) {
    return (
      <article>
        <ReadOnlyPage
          key={session.doc.guid}
          doc={session.doc}
          here={here}
          facts={<div className="facts-slot">{facts}</div>}
          fold={fold}
          labels={labels}
          marked={marked}
          mayComment={mayComment}
        />
      </article>
    )
  }
  return (
    <PageEditor
      key={bars}
      session={session}
      here={here}
      facts={facts}
      fold={fold}
      marked={marked}
      onReady={onReady}
    />
  )
}

/** The text is not here yet: either it comes, or without a connection it can't. */
function NotReady({ session }: { readonly session: PageSession }) {
  const { t } = useSpeech()
  const connection = useStatus(session, 'connection')
  if (connection?.at === 'offline' || connection?.at === 'ended') {
    return (
      <article>
        <h1>{t('offlineTitle')}</h1>
        <p className="key-question">{t('offlineText')}</p>
      </article>
    )
  }
  return (
    <article aria-busy="true">
      <output className="unseen">{t('loading')}</output>
      <div className="bone title" />
      <div className="bone line" />
      <div className="bone line" />
      <div className="bone line short" />
    </article>
  )
}

interface GonePageProps {
  readonly id: PageId
  readonly open: OpenPage
  readonly wasOpen: boolean
}

/** The page is not open to this person any more; text that was not sent is still theirs. */
function GonePage({ id, open, wasOpen }: GonePageProps) {
  const { t } = useSpeech()
  const title = t(wasOpen ? 'goneTitle' : 'notFoundTitle')
  useScreenTitle(title)
  return (
    <main id="content" tabIndex={-1} className="plain-screen">
      <h1>{title}</h1>
      <p>{t(wasOpen ? 'goneText' : 'notFoundText')}</p>
      <div className="actions">
        <Link href="/" className="button primary">
          {t('toHome')}
        </Link>
      </div>
      <RefusedTexts page={id} title="" open={open} session={null} onPutIn={null} />
    </main>
  )
}
