/** Templates: those that come with Talkoot, and the organisation's own. */
import { z } from 'zod'
import { define, none, nothing } from '../endpoint.ts'
import { pageId, templateId } from '../ids.ts'
import * as r from '../records.ts'

const text = z.object({ title: z.string(), keyQuestion: z.string(), purpose: z.string() })
const own = r.ownTemplate.omit({ content: true })
const given = {
  title: r.displayName,
  keyQuestion: z.string().normalize('NFC').trim().max(300),
  purpose: z.string().normalize('NFC').trim().max(600),
}

export const templateEndpoints = {
  listTemplates: define({
    method: 'GET',
    path: '/api/templates',
    summary: 'All templates: those that come with Talkoot in every language, and our own.',
    access: { by: 'organisation', action: 'templates.read' },
    params: none,
    body: nothing,
    status: 200,
    reply: z.object({
      templates: z.array(
        z.object({
          id: z.string(),
          sets: z.array(z.enum(r.templateSets)),
          /** The sets that begin with it. */
          first: z.array(z.enum(r.templateSets)),
          /** Minutes alone, in pairs, in a group, deciding. */
          workshop: z.array(z.int()),
          texts: z.record(r.language, text),
        }),
      ),
      own: z.array(own),
    }),
  }),
  previewTemplate: define({
    method: 'GET',
    path: '/api/templates/:template/:language',
    summary: 'A template as the page that it makes; one of our own is in its own language.',
    access: { by: 'organisation', action: 'templates.read' },
    params: z.object({ template: z.string().max(60), language: r.language }),
    body: nothing,
    status: 200,
    reply: text.extend({
      /** A `doc` node. */
      content: z.json(),
      /** What must be true before the page is finished. */
      done: z.array(z.string()),
    }),
  }),
  saveTemplate: define({
    method: 'POST',
    path: '/api/pages/:id/template',
    summary:
      'Make a template of our own from a page as it is now, or put it in the place of one (whoever made that, and administrators).',
    access: { by: 'page', action: 'page.manage' },
    params: z.object({ id: pageId }),
    body: z.object({
      ...given,
      /** With what people wrote, or with headings, questions and empty tables alone. */
      keepText: z.boolean(),
      replaces: templateId.optional(),
    }),
    status: 201,
    reply: own,
  }),
  changeTemplate: define({
    method: 'PATCH',
    path: '/api/templates/:template',
    summary: 'Change what a template of our own is called and asks, or whether it is offered.',
    access: { by: 'organisation', action: 'templates.manage' },
    params: z.object({ template: templateId }),
    body: z.object({
      title: given.title.optional(),
      keyQuestion: given.keyQuestion.optional(),
      purpose: given.purpose.optional(),
      retired: z.boolean().optional(),
    }),
    status: 200,
    reply: own,
  }),
} as const
