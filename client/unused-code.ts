/**
 * Takes out of packages what the app has no use for and a bundler cannot see as unused, for it comes
 * before one can type. Where a package has changed, less is taken out, and nothing else happens.
 */
import { type Plugin, Visitor } from 'vite'

/** By these tiptap's extensions read and write Markdown, for an extension that is not used here. */
const markdown = /^(?:markdown(?:Tokenizer|TokenName|Options)|(?:parse|render)Markdown)$/

/** Reading and writing Markdown in tiptap's extensions, and lib0's checks of shapes. */
export const unusedCode: Plugin = {
  name: 'unused-code',
  apply: 'build',
  transform: {
    filter: { id: /\/node_modules\/(?:@tiptap\/.+|lib0\/dom)\.js$/ },
    handler(code, id) {
      // Made as the file is read, so that the whole of that package's checks comes with it.
      if (id.endsWith('/lib0/dom.js')) return code.replaceAll('= $.$', '= /* @__PURE__ */ $.$')
      const cuts: { readonly start: number; readonly end: number }[] = []
      new Visitor({
        ObjectExpression({ properties, end }) {
          for (const [place, property] of properties.entries()) {
            if (property.type !== 'Property' || property.key.type !== 'Identifier') continue
            if (property.computed || !markdown.test(property.key.name)) continue
            cuts.push({ start: property.start, end: properties[place + 1]?.start ?? end - 1 })
          }
        },
      }).visit(this.parse(code))
      // From the back, and what lies in another goes with it.
      let left = code
      let last = code.length
      for (const { start, end } of cuts.toSorted((a, b) => b.end - a.end || a.start - b.start)) {
        if (end > last) continue
        left = left.slice(0, start) + left.slice(end)
        last = start
      }
      return left
    },
  },
}
