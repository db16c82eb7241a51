/** What one person has at hand: favourites, pages where they were, what is theirs to do. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { pageId, strategyId } from '../ids.ts'
import * as r from '../records.ts'

const onePage = z.object({ id: pageId })
const named = r.page.pick({
  id: true,
  strategy: true,
  title: true,
  language: true,
  status: true,
  reviewOn: true,
})

export const deskEndpoints = {
  getDesk: define({
    method: 'GET',
    path: '/api/desk',
    summary: 'My favourites, the pages where I was, the pages and tasks that are mine.',
    access: { by: 'signed-in' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({
      favourites: z.array(named),
      recent: z.array(named.extend({ at: z.iso.datetime() })),
      /** Of which I am owner or deputy. */
      mine: z.array(named.extend({ as: z.enum(['owner', 'deputy']) })),
      /** Not done yet, those due first first. */
      tasks: z.array(z.object({ page: named, text: z.string(), due: r.day.nullable() })),
    }),
  }),
  setFavourite: define({
    method: 'PUT',
    path: '/api/pages/:id/favourite',
    summary: 'Put a page among my favourites, or take it away.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: z.object({ favourite: z.boolean() }),
    status: 204,
    reply: nothing,
  }),
  visitPage: define({
    method: 'PUT',
    path: '/api/pages/:id/visit',
    summary: 'Say that I am on this page now.',
    access: { by: 'page', action: 'page.read' },
    params: onePage,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  visitStrategy: define({
    method: 'PUT',
    path: '/api/strategies/:id/visit',
    summary: 'Say that I am in this strategy now; half an hour without that ends a visit.',
    access: { by: 'strategy', action: 'strategy.read' },
    params: z.object({ id: strategyId }),
    body: nothing,
    status: 204,
    reply: nothing,
  }),
} as const
