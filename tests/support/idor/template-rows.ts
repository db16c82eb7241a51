/** Templates: who gets what for which of them. */
import type { templateEndpoints } from '#contract/api/templates.ts'
import { administrators, plain, type Row } from './row.ts'
import { managePage, onPages } from './strategy-rows.ts'
import type { World } from './world.ts'

/** Guests have nothing to do with templates. */
const members = 'ooo oooo ox !!!'

const words = { title: 'Ours', keyQuestion: '', purpose: '', keepText: false }

/** The template that the facilitator of A made. */
const theirs = ({ known }: World) => known.template

export const templateRows: Readonly<Record<keyof typeof templateEndpoints, Row>> = {
  listTemplates: plain(members),
  previewTemplate: {
    ids: {},
    targets: {
      'one that comes with Talkoot': {
        gets: members,
        call: () => ({ params: { template: 'goals', language: 'fi' } }),
      },
      'one of our own': {
        gets: members,
        call: (world) => ({ params: { template: theirs(world), language: 'en' } }),
      },
    },
  },
  saveTemplate: {
    ids: { 'params.id': { of: 'page' }, 'body.replaces': { of: 'template' } },
    targets: {
      'in the place of one that the facilitator made': {
        gets: managePage.plain,
        call: (world) => ({
          params: { id: world.a.plain },
          body: { ...words, replaces: theirs(world) },
        }),
      },
      ...onPages(managePage, () => ({ body: words })),
    },
  },
  changeTemplate: {
    ids: { 'params.template': { of: 'template' } },
    targets: {
      'one that the facilitator made': {
        gets: administrators,
        call: (world) => ({ params: { template: theirs(world) }, body: { purpose: 'For all' } }),
      },
    },
  },
}
