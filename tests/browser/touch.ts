import type { Page } from 'playwright-core'

/** What is to be touched, within a part of the screen, and is less than 44 pixels high or wide. */
export function smallTargets(tab: Page, within = 'body'): Promise<string[]> {
  return tab.evaluate(
    (within) =>
      [
        ...document.querySelectorAll(
          'button, summary, select, input, .frame a:not(.page-text a), .outside a',
        ),
      ]
        .filter(
          (one) =>
            one instanceof HTMLElement &&
            one.checkVisibility() &&
            // They are seen when they have the focus of a keyboard.
            one.closest('.skip, .mark-choose') === null &&
            one.closest(within) !== null,
        )
        // The words beside a box or a circle belong to it.
        .map((one) => (one.matches('[type=radio], [type=checkbox]') && one.closest('label')) || one)
        .map((one) => ({ box: one.getBoundingClientRect(), name: one.outerHTML.slice(0, 90) }))
        .filter(({ box }) => box.height < 44 || box.width < 44)
        .map(({ box, name }) => `${box.width}×${box.height} ${name}`),
    within,
  )
}
