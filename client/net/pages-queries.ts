/** What the screens round the pages read: the desk, the process, the trash, templates. */
import { queryOptions } from '@tanstack/react-query'
import type { PersonId, StrategyId } from '#contract/ids.ts'
import type { Language } from '#contract/records.ts'
import { call } from './api.ts'
import { answer } from './queries.ts'
import { recordName } from './remembered.ts'

/** What I have at hand: favourites, recent pages, pages and tasks that are mine. */
export const deskQuery = (person: PersonId) =>
  queryOptions({
    queryKey: ['desk'],
    queryFn: ({ signal }) => answer(recordName(person, 'desk'), 'getDesk', {}, signal),
  })

/** What changed in a strategy since I was there, and what is due. */
export const strategyHomeQuery = (person: PersonId, id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id, 'home'],
    queryFn: ({ signal }) =>
      answer(recordName(person, `${id}.home`), 'getStrategyHome', { id }, signal),
  })

/** The pages of a strategy that are in the trash, those trashed last first. */
export const trashQuery = (id: StrategyId) =>
  queryOptions({
    queryKey: ['strategies', id, 'trash'],
    queryFn: async ({ signal }) => (await call('listTrash', { id }, signal)).pages,
  })

/** All templates: those that come with Talkoot, and the organisation's own. */
export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: ({ signal }) => call('listTemplates', {}, signal),
})

/** A template as the page that it makes, and what must be true before that is finished. */
export const templateQuery = (template: string, language: Language) =>
  queryOptions({
    queryKey: ['templates', template, language],
    queryFn: ({ signal }) => call('previewTemplate', { template, language }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
