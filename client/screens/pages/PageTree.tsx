import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { PageId } from '#contract/ids.ts'
import { languageNames, useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { Icon } from '../../ui/Icon.tsx'
import { softened } from '../soft-hyphens.ts'
import { failureText } from '../failure-text.ts'
import { PageMarks } from '../roles/PageMarks.tsx'
import { useStanding } from '../roles/use-standing.ts'
import { PageMenu } from './PageMenu.tsx'
import {
  type Direction,
  pathTo,
  type Place,
  placeOf,
  shownParent,
  siblingsOf,
  stepOf,
  treeOf,
  type Twig,
} from './page-order.ts'
import { PageState, PageStateWords } from './PageState.tsx'
import { useFolded } from './use-folded.ts'
import { type Drop, usePageDrag } from './use-page-drag.ts'
import { type ListedPage, useMovePage, usePages } from './use-pages.ts'

interface PageTreeProps {
  readonly strategy: Reply<'getStrategy'>
  readonly current?: PageId
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'in',
}

/**
 * The pages of a strategy as a tree of links. They are put elsewhere by dragging, by Alt and the
 * arrow keys, or from each page's menu.
 */
export function PageTree({ strategy, current }: PageTreeProps) {
  const { t } = useSpeech()
  const { pages: known, isPending } = usePages(strategy.id)
  const pages = useMemo(() => known ?? [], [known])
  const tree = useMemo(() => treeOf(pages), [pages])
  const { may } = useStanding(strategy)
  const { folded, fold } = useFolded(strategy.id)
  const move = useMovePage(strategy.id)
  const place = useRef<HTMLDivElement>(null)
  const ghost = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const [awaited, setAwaited] = useState<{ readonly page: PageId; readonly order: string } | null>(
    null,
  )
  const mayMove = may('page.write')
  const order = pages.map(({ id, parent }) => `${id}${parent ?? ''}`).join()

  const titleOf = (id: PageId | null) => {
    const title = pages.find((page) => page.id === id)?.title ?? ''
    return title === '' ? t('untitled') : title
  }
  const put = (page: PageId, to: Place) => {
    if (to.parent !== null) fold(to.parent, false)
    setAwaited({ page, order })
    move.mutate({ page, place: to }, { onError: () => setAwaited(null) })
  }
  const onDrop = (page: PageId, drop: Drop) => {
    const to = placeFor(pages, page, drop)
    if (to !== null) put(page, to)
  }
  const { dragged, drop, onPointerDown } = usePageDrag({
    tree: place,
    ghost,
    enabled: mayMove,
    onDrop,
  })
  const onKeyDown = (event: KeyboardEvent, page: ListedPage) => {
    const direction = directions[event.key]
    if (direction === undefined || !event.altKey || event.ctrlKey || event.metaKey) return
    // Even where nothing moves: the browser would leave the page.
    event.preventDefault()
    if (!mayMove) return
    const to = stepOf(pages, page.id, direction)
    if (to === null) return setSaid(t('moveNoFurther'))
    put(page.id, to)
  }

  const saying = useCallback(
    (id: PageId) => {
      const siblings = siblingsOf(pages, id)
      const under = shownParent(pages, id)
      const values = {
        title: titleOf(id),
        place: siblings.findIndex((page) => page.id === id) + 1,
        of: siblings.length,
      }
      return under === null
        ? t('movedTo', values)
        : t('movedUnder', { ...values, parent: titleOf(under) })
    },
    // oxlint-disable-next-line react/exhaustive-deps
    [order, t],
  )
  // What is put under another page is a new element there: the focus goes after it, once.
  useEffect(() => {
    if (awaited === null || awaited.order === order) return
    const link = place.current?.querySelector<HTMLElement>(
      `[data-page="${awaited.page}"] > .tree-row a`,
    )
    link?.focus({ preventScroll: true })
    link?.scrollIntoView({ block: 'nearest' })
    setSaid(saying(awaited.page))
    setAwaited(null)
  }, [awaited, order, saying])
  useEffect(() => {
    place.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [current, isPending])

  const path = current === undefined ? [] : pathTo(pages, current)
  const nested = tree.some(({ under }) => under.length > 0)
  const rows = (twigs: readonly Twig<ListedPage>[]) => (
    <ol className="bare">
      {twigs.map(({ page, under }) => {
        const title = titleOf(page.id)
        const open = !folded.has(page.id)
        return (
          <li
            key={page.id}
            data-page={page.id}
            data-drop={drop?.at === page.id ? drop.where : undefined}
            className={dragged === page.id ? 'dragged' : undefined}
          >
            {/* A mouse or finger drags the row; keys and the menu do the same on the link. */}
            {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
            <div className="tree-row" onPointerDown={(event) => onPointerDown(event, page.id)}>
              {under.length > 0 ? (
                <button
                  type="button"
                  className="tree-fold"
                  aria-expanded={open}
                  aria-label={t('pagesUnder', { title })}
                  onClick={() => fold(page.id, open)}
                >
                  <Icon name="chevron" />
                </button>
              ) : nested ? (
                <span className="tree-fold" aria-hidden="true" />
              ) : null}
              <Link
                href={`/pages/${page.id}`}
                lang={page.language}
                draggable={false}
                className={!open && path.includes(page.id) ? 'holds-current' : undefined}
                aria-current={page.id === current ? 'page' : undefined}
                aria-keyshortcuts={
                  mayMove ? 'Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight' : undefined
                }
                onKeyDown={(event) => onKeyDown(event, page)}
              >
                <PageState page={page} />
                <span className="tree-title">{softened(title, page.language)}</span>
                {page.language === strategy.language ? null : (
                  <span className="tree-language" title={languageNames[page.language]} lang="">
                    {page.language}
                  </span>
                )}
                <PageStateWords page={page} />
                <PageMarks page={page} />
              </Link>
              <PageMenu page={page} may={may} className="tree-menu" />
            </div>
            {under.length > 0 && open ? rows(under) : null}
          </li>
        )
      })}
    </ol>
  )

  return (
    <div ref={place} className={dragged === null ? 'page-tree' : 'page-tree dragging'}>
      {rows(tree)}
      {isPending ? (
        <div aria-hidden="true">
          {[1, 2, 3, 4, 5, 6].map((n) => (
            <span key={n} className="bone rail-bone" />
          ))}
        </div>
      ) : null}
      {move.isError ? (
        <p className="tree-error" role="alert">
          {failureText(t, move.error)}
        </p>
      ) : null}
      <output className="unseen">{said}</output>
      <div ref={ghost} className="tree-ghost" hidden={dragged === null} aria-hidden="true">
        {dragged === null ? null : titleOf(dragged)}
      </div>
    </div>
  )
}

/** Where a page comes that is let go there; null: where it is already. */
function placeFor(pages: readonly ListedPage[], page: PageId, drop: Drop): Place | null {
  const to: Place =
    drop.where === 'in'
      ? { parent: drop.at, before: null }
      : drop.where === 'before'
        ? { parent: shownParent(pages, drop.at), before: drop.at }
        : placeOf(
            pages.filter(({ id }) => id !== page),
            drop.at,
          )
  const now = placeOf(pages, page)
  return to.parent === now.parent && to.before === now.before ? null : to
}
