/**
 * Joins the page with what is said about it. The panel is fetched when there is something to be
 * seen in it, or somebody wants to say something.
 */
import './page-comments.css'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { isThreadId } from '../../net/ids.ts'
import type { Asked, MarkedText } from '../../net/marked-text.ts'
import { recall, remember } from '../../net/stored.ts'
import { threadsQuery } from '../../net/thread-queries.ts'
import { unsentComments } from '../../net/unsent.ts'
import { Icon } from '../../ui/Icon.tsx'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'
import { useMe } from '../me.ts'
import { useCommentCommands } from './use-comment-commands.ts'
import { useWide } from './use-wide.ts'

const CommentsPanel = lazy(() => import('../../comments/CommentsPanel.tsx'))

export interface PageTalkProps {
  readonly record: Reply<'getPage'>
  readonly marked: MarkedText
  /** Why nobody may say anything about the page; null = the role says who may. */
  readonly closed: 'locked' | 'trashed' | null
  /** Whether this person may write in the text now. */
  readonly writable: boolean
  readonly live: boolean
}

interface PageCommentsProps extends PageTalkProps {
  readonly beside: 'outline' | 'comments'
  readonly onBeside: (beside: 'outline' | 'comments') => void
}

export function PageComments(props: PageCommentsProps) {
  const { record, marked, closed, writable, live, beside, onBeside } = props
  const { t } = useSpeech()
  const { person } = useMe()
  const wide = useWide()
  const [search] = useSearchParams()
  const thread = search.get('thread')
  const named = isThreadId(thread) ? thread : null
  const reply = useQuery({ ...threadsQuery(person.id, record.id), staleTime: Infinity }).data
  const open = (reply?.threads ?? []).filter(({ ending }) => ending === null).length
  const [asked, setAsked] = useState<Asked | null>(null)
  const [sheet, setSheet] = useState(false)
  const [unsent] = useState(() => unsentComments(person.id) > 0)

  // What stands beside the text: the comments when there are some, unless one wants the outline.
  const [choice, setChoice] = useState(() => recall('page.beside'))
  // Whoever handles the last one goes on seeing it.
  const [hadSome, setHadSome] = useState(false)
  if (open > 0 && !hadSome) setHadSome(true)
  const [wasEmpty, setWasEmpty] = useState(false)
  if (reply?.threads.length === 0 && !wasEmpty) setWasEmpty(true)
  const suggested = hadSome ? 'comments' : 'outline'
  useEffect(() => {
    onBeside(choice === 'outline' || choice === 'comments' ? choice : suggested)
  }, [choice, suggested, onBeside])
  const choose = useCallback(
    (next: 'outline' | 'comments') => {
      remember('page.beside', next === suggested ? null : next)
      setChoice(next === suggested ? null : next)
      onBeside(next)
    },
    [suggested, onBeside],
  )
  const shown = wide ? beside === 'comments' : sheet
  const onShown = useCallback(
    (next: boolean) => {
      if (next && wide) onBeside('comments')
      setSheet(next && !wide)
    },
    [wide, onBeside],
  )
  const onChosen = useCallback(
    (next: boolean) => (wide ? choose(next ? 'comments' : 'outline') : setSheet(next)),
    [wide, choose],
  )
  useCommentCommands({
    marked,
    mayComment: reply?.may.comment === true && closed === null,
    some: (reply?.threads.length ?? 0) > 0,
    shown,
    onShown: onChosen,
  })

  const wanted =
    shown || asked !== null || named !== null || unsent || (reply?.threads.length ?? 0) > 0
  useEffect(() => {
    if (wanted) return undefined
    return marked.onAsked(setAsked)
  }, [wanted, marked])
  useEffect(() => {
    if (named !== null) marked.ask({ what: 'open', thread: named, focus: true })
  }, [named, marked])
  const me = useMemo(
    () => ({ id: person.id, name: person.name, guest: person.role === 'guest' }),
    [person],
  )
  const tabs = (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for fields
    <div className="beside-tabs" role="group" aria-label={t('beside')}>
      {(['outline', 'comments'] as const).map((one) => (
        <button key={one} type="button" aria-pressed={beside === one} onClick={() => choose(one)}>
          {t(`beside_${one}`)}
          {one === 'comments' && open > 0 ? (
            <>
              {' '}
              <span className="count" aria-hidden="true">
                {open}
              </span>
              <span className="unseen">{t('besideOpen', { n: open })}</span>
            </>
          ) : null}
        </button>
      ))}
    </div>
  )
  const head = wide ? (
    <div className="beside-place">
      <div className="margin-head">{tabs}</div>
    </div>
  ) : null
  return (
    <>
      {wide ? null : (
        <button type="button" className="comments-open" onClick={() => onShown(true)}>
          <Icon name="comment" />
          {open > 0 ? (
            <span className="count" aria-hidden="true">
              {open}
            </span>
          ) : null}
          <span className="unseen">
            {t('besideShow')} {open > 0 ? t('besideOpen', { n: open }) : ''}
          </span>
        </button>
      )}
      {!wanted || reply === undefined ? (
        head
      ) : (
        <QuietBoundary>
          <Suspense fallback={head}>
            <CommentsPanel
              key={record.id}
              page={record.id}
              me={me}
              reply={reply}
              marked={marked}
              closed={closed}
              mayAccept={writable}
              mayReadHistory={record.mayReadHistory}
              live={live}
              wide={wide}
              shown={shown}
              onShown={onShown}
              asked={asked}
              named={named}
              wasEmpty={wasEmpty}
              tabs={tabs}
            />
          </Suspense>
        </QuietBoundary>
      )}
    </>
  )
}
