import type { Served } from './site.ts'

/** Is nothing of the site served, so that its files must do wherever they are put? */
export function isTakenAlong({ confirmation, feedbackDays, feeds, pdf, search }: Served): boolean {
  return !(confirmation || feeds || pdf || search) && feedbackDays === null
}
