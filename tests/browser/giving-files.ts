/** Gives files to the editor as people do: chosen, pasted, let fall. */
import type { Editor } from '@tiptap/core'
import type { Page } from 'playwright-core'
import type { UndoManager } from 'yjs'

export interface Given {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** Chooses files with the button of the toolbar. */
export async function chooses(tab: Page, ...files: readonly Given[]): Promise<void> {
  const chooser = tab.waitForEvent('filechooser')
  await tab.getByRole('button', { name: 'Picture or file' }).click()
  await (
    await chooser
  ).setFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })))
}

/** Pastes files, with the text that stood beside them on the clipboard. */
export function pastes(tab: Page, files: readonly Given[], html?: string): Promise<void> {
  return gives(tab, 'paste', files, html)
}

/** Lets files fall on an element: its lower half. */
export async function drops(tab: Page, on: string, files: readonly Given[]): Promise<void> {
  const place = tab.locator(on).first()
  // Not behind the toolbar.
  await place.evaluate((element) => {
    element.scrollIntoView({ block: 'center' })
  })
  const box = await place.boundingBox()
  if (box === null) throw new Error(`${on} is not to be seen`)
  const at = { x: box.x + 10, y: box.y + box.height * 0.75 }
  await gives(tab, 'drop', files, undefined, at)
}

async function gives(
  tab: Page,
  kind: 'paste' | 'drop',
  files: readonly Given[],
  html?: string,
  at = { x: 0, y: 0 },
): Promise<void> {
  const given = files.map(({ bytes, ...rest }) => ({ ...rest, base64: bytes.toString('base64') }))
  await tab.evaluate(
    ({ kind, given, html, at }) => {
      const data = new DataTransfer()
      for (const { base64, name, type } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([bytes], name, { type }))
      }
      if (html !== undefined) data.setData('text/html', html)
      const options = { bubbles: true, cancelable: true }
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', {
              ...options,
              dataTransfer: data,
              clientX: at.x,
              clientY: at.y,
            })
      const text = document.querySelector('.page-text')
      const target = kind === 'drop' ? document.elementFromPoint(at.x, at.y) : text
      target?.dispatchEvent(event)
    },
    { kind, given, html, at },
  )
}

/** What stands in the page, block by block: text, or what kind of thing it is. */
export function blocks(tab: Page): Promise<string[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll('.page-text > *')].flatMap((block) => {
      if (block.matches('h1, .facts-slot')) return []
      if (block.matches('.sendings')) return ['(sending)']
      if (block.matches('.file')) return [`file ${block.querySelector('.file-name')?.textContent}`]
      if (!block.matches('.picture')) return [block.textContent]
      const image = block.querySelector('img')
      const caption = block.querySelector('figcaption')?.textContent ?? ''
      return [`picture ${image?.getAttribute('alt') ?? 'lost'}${caption && `: ${caption}`}`]
    }),
  )
}

/** Waits until the editor has heard that the caret is in a block with this text. */
export async function untilCaretIn(tab: Page, text: string): Promise<void> {
  await tab.waitForFunction((due) => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    return place?.editor?.state.selection.$from.parent.textContent === due
  }, text)
}

/** What follows is undone by itself, however soon after the last change it comes. */
export async function endsUndoStep(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    const place = document.querySelector('.page-text') as (Element & { editor?: Editor }) | null
    const state = place?.editor?.state as { 'y-undo$'?: { undoManager: UndoManager } } | undefined
    state?.['y-undo$']?.undoManager.stopCapturing()
  })
}
