import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { useLocation } from 'wouter'
import type { PageId, StrategyId } from '#contract/ids.ts'
import type { StrategyAction } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { useFavourites } from './use-favourites.ts'
import type { PageDeed } from './page-deed.ts'

const PageDialogs = lazy(() => import('./PageDialogs.tsx'))

interface PageMenuProps {
  readonly page: {
    readonly id: PageId
    readonly strategy: StrategyId
    readonly title: string
    readonly parent: PageId | null
    readonly locked: object | null
    readonly mayReadHistory?: boolean
  }
  readonly may: (action: StrategyAction) => boolean
  readonly className: string
}

/** What can be done with a page as a whole. */
export function PageMenu({ page, may, className }: PageMenuProps) {
  const { t } = useSpeech()
  const { isFavourite, setFavourite } = useFavourites()
  const [, go] = useLocation()
  const [doing, setDoing] = useState<PageDeed | null>(null)
  const title = page.title === '' ? t('untitled') : page.title
  const favourite = isFavourite(page.id)
  const mayChange = may('page.write') && page.locked === null
  const deed = (id: PageDeed, icon: MenuItem['icon'], name: string): MenuItem => ({
    id,
    name,
    icon,
    danger: id === 'trash',
    onChoose: () => setDoing(id),
  })
  const items: MenuItem[] = [
    {
      id: 'favourite',
      name: t(favourite ? 'favouriteTake' : 'favouriteAdd'),
      icon: 'star',
      onChoose: () => setFavourite(page, !favourite),
    },
    deed('watch', 'watch', t('watchPage')),
    ...(page.mayReadHistory === true
      ? [
          {
            id: 'history',
            name: t('history'),
            icon: 'history' as const,
            onChoose: () => go(`/pages/${page.id}/history`),
          },
        ]
      : []),
    ...(mayChange ? [deed('rename', 'pencil', t('renamePage'))] : []),
    ...(may('page.create') ? [deed('add', 'plus', t('addPageUnder'))] : []),
    ...(mayChange ? [deed('move', 'move', t('movePage'))] : []),
    deed('take', 'download', t('saveAsFile')),
    ...(may('page.manage') ? [deed('template', 'template', t('saveAsTemplate'))] : []),
    ...(mayChange ? [deed('trash', 'trash', t('trashPage'))] : []),
  ]
  return (
    <>
      <Menu label={t('pageMenuOf', { title })} items={items} className={className}>
        <Icon name="dots" />
      </Menu>
      {doing === null
        ? null
        : createPortal(
            <Suspense>
              <PageDialogs page={page} deed={doing} onClose={() => setDoing(null)} />
            </Suspense>,
            document.body,
          )}
    </>
  )
}
