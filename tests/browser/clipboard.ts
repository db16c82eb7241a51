/** Pasting in a browser: the event that a browser sends, with whatever is to be on the clipboard. */
import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'

export interface OnClipboard {
  readonly html?: string
  readonly text?: string
}

/** Pastes into the page's text where the caret is; says how long the browser was busy, in ms. */
export function pastes(tab: Page, { html, text }: OnClipboard): Promise<number> {
  return tab.evaluate(
    async ({ html, text }) => {
      // The browser tells of a new selection a moment after it has made it.
      for (let n = 0; n < 2; n += 1) await new Promise((go) => requestAnimationFrame(go))
      const data = new DataTransfer()
      if (html !== undefined) data.setData('text/html', html)
      if (text !== undefined) data.setData('text/plain', text)
      const place = document.querySelector('.page-place .page-text')
      const start = performance.now()
      place?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
      return performance.now() - start
    },
    { html, text },
  )
}

/** Drops onto the middle of the first element that fits. */
export async function drops(tab: Page, selector: string, { html, text }: OnClipboard) {
  await tab.evaluate(
    ({ selector, html, text }) => {
      const target = document.querySelector(selector)
      if (target === null) throw new Error(`There is no ${selector}`)
      const { left, top, width, height } = target.getBoundingClientRect()
      const dataTransfer = new DataTransfer()
      if (html !== undefined) dataTransfer.setData('text/html', html)
      if (text !== undefined) dataTransfer.setData('text/plain', text)
      const at = { clientX: left + width / 2, clientY: top + height / 2 }
      target.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true, ...at }),
      )
    },
    { selector, html, text },
  )
}

/** Puts the caret into a new paragraph at the end of the page. */
export async function atEnd(tab: Page): Promise<void> {
  const folded = tab.locator('.question-fold button')
  if (await folded.isVisible()) await folded.click()
  await tab.locator('.page-place .page-text').focus()
  await tab.keyboard.press('Control+End')
  await untilAtEnd(tab)
  await tab.keyboard.press('Enter')
  await tab.keyboard.press('Enter')
  await untilAtEnd(tab)
}

/** The editor hears of a new selection a moment after the browser has made it. */
async function untilAtEnd(tab: Page): Promise<void> {
  await tab.waitForFunction(() => {
    const text = document.querySelector('.page-place .page-text') as
      | (Element & { editor?: Editor })
      | null
    const state = text?.editor?.state
    return state !== undefined && state.selection.$head.index(0) === state.doc.childCount - 1
  })
}
