/** A page of some 700 words, in which no sentence stands twice: headings, lists, rules, a table. */
import type { JSONContent } from '@tiptap/core'
import type { Random } from '../../support/random.ts'

const syllables = 'vies tin tä ta voi te oh je sään tö ka na va ryh mä ky sy mys vas ta us ai ka yh'

export function variedPage(of: Random): JSONContent[] {
  const parts = syllables.split(' ')
  const word = () => Array.from({ length: 1 + of.int(4) }, () => of.pick(parts)).join('')
  const words = (count: number) => Array.from({ length: count }, word).join(' ')
  const text = (said: string): JSONContent[] => [{ type: 'text', text: said }]
  const sentence = () => {
    const said = words(6 + of.int(12))
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
  }
  const sentences = (count: number) => Array.from({ length: count }, sentence).join(' ')
  const block = (type: string, said: string): JSONContent => ({ type, content: text(said) })
  const chapter = (): JSONContent[] => [
    { type: 'heading', attrs: { level: 2 }, content: text(words(3)) },
    ...Array.from({ length: 3 }, () => block('paragraph', sentences(4))),
    {
      type: 'bulletList',
      content: Array.from({ length: 4 }, () => ({
        type: 'listItem',
        content: [block('paragraph', sentence())],
      })),
    },
    {
      type: 'ruleCard',
      attrs: { stance: 'do' },
      content: [
        block('ruleText', sentence()),
        block('ruleWhy', sentence()),
        block('ruleExample', sentence()),
        block('ruleAsk', words(3)),
      ],
    },
    {
      type: 'table',
      content: Array.from({ length: 4 }, (_, row) => ({
        type: 'tableRow',
        content: Array.from({ length: 3 }, () => ({
          type: row === 0 ? 'tableHeader' : 'tableCell',
          content: [block('paragraph', words(4))],
        })),
      })),
    },
  ]
  return [...chapter(), ...chapter(), ...chapter()]
}
