/** A page of about twenty sheets, 12,000 words: headings, questions, lists, tables, goals, rules. */
import type { JSONContent } from '@tiptap/core'

const sentence =
  'Every department answers within a working day, in the language in which it was asked, and says ' +
  'plainly what happens next and who takes care of it. '

const text = (words: string): JSONContent[] => [{ type: 'text', text: words }]
const paragraph = (words: string): JSONContent => ({ type: 'paragraph', content: text(words) })

/** The blocks under the title. */
export function twentyPages(): JSONContent[] {
  return Array.from({ length: 20 }, (_, n) => sheet(n + 1)).flat()
}

function sheet(n: number): JSONContent[] {
  const field = (type: string, words: string) => ({ type, content: text(words) })
  return [
    { type: 'heading', attrs: { level: 2 }, content: text(`Chapter ${n}`) },
    { type: 'question', content: text(`What do people expect of us in chapter ${n}?`) },
    ...Array.from({ length: 5 }, (_, m) => paragraph(`Paragraph ${n}.${m}. ${sentence.repeat(3)}`)),
    { type: 'heading', attrs: { level: 3 }, content: text(`What follows from it`) },
    {
      type: 'bulletList',
      content: Array.from({ length: 5 }, (_, m) => ({
        type: 'listItem',
        content: [paragraph(`Item ${n}.${m}, which says who does it and until when.`)],
      })),
    },
    {
      type: 'table',
      content: Array.from({ length: 4 }, (_, row) => ({
        type: 'tableRow',
        content: Array.from({ length: 3 }, () => ({
          type: row === 0 ? 'tableHeader' : 'tableCell',
          content: [paragraph('a few words')],
        })),
      })),
    },
    { type: 'question', content: text('Who takes care of it, and who stands in?') },
    { type: 'paragraph' },
    n % 2 === 0
      ? {
          type: 'goalTable',
          content: [
            {
              type: 'goal',
              content: [field('goalName', 'Trust'), field('goalServes', 'Everybody')],
            },
          ],
        }
      : {
          type: 'ruleCard',
          attrs: { stance: 'do' },
          content: [
            field('ruleText', 'Answer.'),
            field('ruleWhy', 'People wait.'),
            field('ruleExample', 'Within a day.'),
            field('ruleAsk', 'The desk.'),
          ],
        },
    ...Array.from({ length: 5 }, (_, m) => paragraph(`More ${n}.${m}. ${sentence.repeat(2)}`)),
  ]
}
