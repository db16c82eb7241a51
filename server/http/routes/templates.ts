import type { templateEndpoints } from '#contract/api/templates.ts'
import { notFound } from '#contract/errors.ts'
import { templateSets } from '#contract/records.ts'
import { nodesOf, type OwnTemplates } from '../../pages/own-templates.ts'
import { firstTemplates, type Templates } from '../../pages/templates.ts'
import type { HandlersOf } from '../handlers.ts'

/** Templates: those that come with Talkoot, and the organisation's own. */
export function templateRoutes(deps: {
  readonly ownTemplates: OwnTemplates
  readonly templates: Templates
}): HandlersOf<typeof templateEndpoints> {
  const { ownTemplates, templates } = deps

  return {
    listTemplates: async () => ({
      templates: templates.all.map(({ id, sets, texts, workshop }) => ({
        id,
        sets: [...sets],
        first: templateSets.filter((set) => firstTemplates[set].includes(id)),
        workshop: [...workshop],
        texts,
      })),
      own: [...(await ownTemplates.list())],
    }),
    previewTemplate: async ({ params: { language, template: id } }) => {
      const built = templates.get(id)
      if (built) {
        const { content, done, ...text } = built.texts[language]
        return { ...text, done: [...done], content: { type: 'doc', content: [...content] } }
      }
      const own = await ownTemplates.get(id)
      if (!own) throw notFound()
      return { ...own, done: [], content: { type: 'doc', content: [...nodesOf(own)] } }
    },
    saveTemplate: ({ body, grant: { page, person } }) => ownTemplates.save(page, person, body),
    changeTemplate: ({ body, params }) => ownTemplates.change(params.template, body),
  }
}
