/**
 * What changed on a page between two moments, by whom, as one tree that holds both.
 *
 * Nothing is guessed from texts that look alike: every character and every node has an identity,
 * which the Chronicle carries through splitting, moving and undoing. So the steps are: lay both
 * pages out flat (diff-side), find what was kept and what of it stands in order (diff-matching),
 * pair the elements (diff-pairs), weave one tree of both (diff-weave), and tell it as a list
 * (diff-line, diff-words, diff-changes).
 */
import type { Seq } from '#contract/ids.ts'
import type { Chronicle } from './chronicle.ts'
import { SpanAuthors } from './diff-authors.ts'
import { peopleOf } from './diff-changes.ts'
import { match } from './diff-matching.ts'
import { pairElements } from './diff-pairs.ts'
import { layOut, Marks, unchanged } from './diff-side.ts'
import { Weaver } from './diff-weave.ts'
import { pageAt } from './page-at.ts'
import type { PageChanges } from './page-changes.ts'

/**
 * What changed after entry `from`, up to and including entry `to`. From 0 on all of the page is
 * new. Throws a RangeError unless 0 ≤ from ≤ to ≤ head.
 */
export function changesBetween(chronicle: Chronicle, from: Seq, to: Seq): PageChanges {
  if (!(from >= 0 && from <= to && to <= chronicle.head)) {
    throw new RangeError(`No span from entry ${from} to ${to}: the last one is ${chronicle.head}.`)
  }
  const marks = new Marks()
  const pages = { before: pageAt(chronicle, from), after: pageAt(chronicle, to) }
  const whole = unchanged(pages.before, pages.after)
  const before = layOut(pages.before, { whole, chronicle, marks })
  const after = layOut(pages.after, { whole, chronicle, marks })
  const matching = match(before, after, chronicle.places.size)
  const pairs = pairElements(before, after, matching)
  const authors = new SpanAuthors(chronicle, from, to)
  const weaver = new Weaver({ before, after, matching, pairs, authors, marks })
  const { page, drafts, counts } = weaver.weave()
  const changes = drafts.map((draft, index) => draft.finish(index, chronicle))
  const people = peopleOf(drafts)
  return { from, to, page, changes, people, counts: { people: people.length, ...counts } }
}
