import type { Step } from '../piece.ts'
import { filled } from '../words/words.ts'
import type { Around } from './around.ts'
import { escaped } from './escaped.ts'
import { flowPicture, type DrawnStep } from './flow-picture.ts'
import { htmlOfRuns, textOfRuns } from './runs-html.ts'

/** A decision flow in numbered steps, and as a picture of the same. */
export function htmlOfFlow(steps: readonly Step[], around: Around): string {
  const { words } = around
  const items = steps.map((step, place) => stepOf(step, place, steps.length, around)).join('\n')
  const drawn = steps.map((step, place): DrawnStep => {
    const after = afterStep(step, place, steps.length, around)
    const action = textOfRuns(step.action)
    return {
      asks: step.asks,
      name: `${place + 1}. ${textOfRuns(step.title)}`,
      action: step.asks ? `${words.step_ifYes}: ${then(action, after.yes)}` : action,
      facts: [step.within, textOfRuns(step.who), step.owner].filter(Boolean).join(' · '),
      after: step.asks ? `${words.step_ifNo}: ${after.no}` : after.ends ? after.yes : '',
      ends: after.ends,
    }
  })
  return `<section class="flow"><p class="name">${escaped(words.flow)}</p>
<ol>${items}</ol>
${flowPicture(drawn, words.flow)}</section>`
}

function stepOf(step: Step, place: number, all: number, around: Around): string {
  const { words } = around
  const after = afterStep(step, place, all, around)
  const action = htmlOfRuns(step.action, around)
  const lines: string[] = []
  if (step.asks) {
    const yes = then(action, escaped(after.yes))
    lines.push(`<p><strong>${escaped(words.step_ifYes)}:</strong> ${yes}</p>`)
    lines.push(`<p><strong>${escaped(words.step_ifNo)}:</strong> ${escaped(after.no)}</p>`)
  } else if (action !== '') lines.push(`<p>${action}</p>`)
  const who = htmlOfRuns(step.who, around)
  const facts = [
    step.within === null ? '' : escaped(step.within),
    who,
    step.owner === null ? '' : `${escaped(words.step_owner)}: ${escaped(step.owner)}`,
  ].filter((fact) => fact !== '')
  if (facts.length > 0) lines.push(`<p class="aside">${facts.join(' · ')}</p>`)
  if (!step.asks && after.ends) lines.push(`<p class="aside">${escaped(after.yes)}</p>`)
  return `<li><p class="step">${htmlOfRuns(step.title, around)}</p>${lines.join('')}</li>`
}

/** What is done, and where it leads; an action may end as a sentence does. */
function then(action: string, next: string): string {
  return action === '' ? next : `${action} (${next})`
}

/** What follows a step, in words. */
function afterStep({ asks, ends }: Step, place: number, all: number, { words }: Around) {
  const isLast = place === all - 1
  const go = filled(words.step_go, { n: place + 2 })
  return {
    yes: ends || isLast ? words.step_stop : go,
    no: isLast ? words.step_stop : go,
    ends: isLast || (ends && !asks),
  }
}
