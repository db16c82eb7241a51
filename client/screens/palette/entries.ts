/** What the command palette offers: pages, strategies, what can be done here and everywhere. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import { markKeys } from '../../editor/marks/mark-keys.ts'
import { readableKeys } from '../../editor/tools.ts'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { everyPageQuery } from '../../net/mention-queries.ts'
import { deskQuery } from '../../net/pages-queries.ts'
import { strategiesQuery } from '../../net/queries.ts'
import type { CommandBook, CommandId } from '../../ui/commands.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { appearances, choose } from '../appearance.ts'
import { useMe } from '../me.ts'

export interface Entry {
  readonly id: string
  /** Its name stands over it: `paletteGroup_<group>`. */
  readonly group: 'here' | 'recent' | 'pages' | 'strategies' | 'everywhere'
  readonly name: string
  /** Finds it too: where a page is. */
  readonly words?: string
  readonly detail?: string
  readonly language?: string
  readonly icon: IconName
  /** As this computer writes them. */
  readonly keys?: string
  readonly run: () => void
}

/** So many pages are called recent. */
const recentAtMost = 6

const commandKeys: Partial<Readonly<Record<CommandId, string>>> = {
  insert: '/',
  find: 'Mod-F',
  block: 'Alt-Enter',
  link: 'Mod-K',
  comment: markKeys.comment,
  nextThread: markKeys.nextThread,
}
const commandIcons: Readonly<Record<CommandId, IconName>> = {
  insert: 'plus',
  find: 'search',
  block: 'dots',
  link: 'link',
  outline: 'bulletList',
  copyPage: 'copy',
  copySelection: 'copy',
  copyHtml: 'copy',
  addPage: 'plus',
  makeStrategy: 'plus',
  pageAccess: 'people',
  history: 'history',
  comment: 'comment',
  showComments: 'comment',
  hideComments: 'comment',
  nextThread: 'comment',
  takePage: 'download',
  takeStrategy: 'download',
}
const themeNames = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

/** Everything there is to choose from, in the order in which it stands while nothing is typed. */
export function useEntries(book: CommandBook, onShortcuts: () => void): readonly Entry[] {
  const { t } = useEditingSpeech()
  const { person } = useMe()
  const [location, go] = useLocation()
  const pages = useQuery(everyPageQuery(person.id)).data
  const strategies = useQuery(strategiesQuery(person.id)).data
  const desk = useQuery(deskQuery(person.id)).data

  return useMemo(() => {
    const names = new Map<string, string>((strategies ?? []).map(({ id, name }) => [id, name]))
    const byId = new Map((pages ?? []).map((page) => [page.id, page]))
    const recent = (desk?.recent ?? [])
      .map(({ id }) => byId.get(id))
      .filter((page) => page !== undefined)
      .filter(({ id }) => location !== `/pages/${id}`)
      .slice(0, recentAtMost)
    const toPage = (page: NonNullable<typeof pages>[number], group: Entry['group']): Entry => ({
      id: page.id,
      group,
      name: page.title === '' ? t('untitled') : page.title,
      words: names.get(page.strategy) ?? '',
      detail: names.get(page.strategy) ?? '',
      language: page.language,
      icon: 'file',
      run: () => go(`/pages/${page.id}`),
    })
    const to = (id: string, name: string, icon: IconName, path: string): Entry => ({
      id,
      group: 'everywhere',
      name,
      icon,
      run: () => go(path),
    })
    // Of the strategy that one is at, or whose page one is at.
    const [, kind, at = ''] = /^\/(strategies|pages)\/([^/]+)/.exec(location) ?? []
    const here = kind === 'strategies' ? at : pages?.find(({ id }) => id === at)?.strategy
    return [
      ...recent.map((page) => toPage(page, 'recent')),
      ...book.all().map(({ id, run }): Entry => ({
        id,
        group: 'here',
        name: t(`command_${id}`),
        icon: commandIcons[id],
        ...(commandKeys[id] && { keys: readableKeys(commandKeys[id]) }),
        run,
      })),
      ...(here === undefined || location === `/strategies/${here}/publishing`
        ? []
        : [
            {
              ...to('publishing', t('toPublishing'), 'globe', `/strategies/${here}/publishing`),
              group: 'here' as const,
            },
          ]),
      ...(pages ?? [])
        .filter((page) => !recent.includes(page) && location !== `/pages/${page.id}`)
        .map((page) => toPage(page, 'pages')),
      ...(strategies ?? []).map(({ id, name, language }): Entry => ({
        id,
        group: 'strategies',
        name,
        language,
        icon: 'path',
        run: () => go(`/strategies/${id}`),
      })),
      to('home', t('home'), 'menu', '/'),
      to('inbox', t('inbox'), 'bell', '/inbox'),
      to('account', t('account'), 'person', '/account'),
      ...(mayInOrganisation(person.role, 'organisation.manage')
        ? [to('admin', t('administration'), 'sliders', '/admin')]
        : []),
      {
        id: 'shortcuts',
        group: 'everywhere',
        name: t('shortcutsName'),
        icon: 'key',
        keys: '?',
        run: onShortcuts,
      },
      ...appearances.map((appearance): Entry => ({
        id: appearance,
        group: 'everywhere',
        name: `${t('theme')}: ${t(themeNames[appearance])}`,
        icon: 'screen',
        run: () => choose(appearance),
      })),
    ]
  }, [book, pages, strategies, desk, location, person.role, t, go, onShortcuts])
}
