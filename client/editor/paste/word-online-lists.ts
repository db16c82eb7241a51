/**
 * Word in the browser makes a list of its own of every item, and says its level in an attribute:
 * `<ul><li data-aria-level="2">`. Lists that stand beside one another are put together.
 */

interface Open {
  readonly list: Element
  readonly level: number
}

/** Makes lists within lists of what Word in the browser put on the clipboard. */
export function readWordOnlineLists(body: HTMLElement): void {
  for (const box of body.querySelectorAll('.ListContainerWrapper'))
    box.replaceWith(...box.childNodes)
  let open: Open[] = []
  let last: Element | null = null
  for (const list of [...body.querySelectorAll('ul, ol')]) {
    const item = list.querySelector(':scope > li[data-aria-level]')
    if (item === null) continue
    const level = Number(item.getAttribute('data-aria-level'))
    const goesOn = last !== null && list.previousElementSibling === last
    if (!goesOn) open = []
    while ((open.at(-1)?.level ?? 0) > level) open.pop()
    const now = open.at(-1)
    if (now !== undefined && now.level === level && now.list.tagName === list.tagName) {
      now.list.append(...list.childNodes)
      list.remove()
      continue
    }
    if (now !== undefined && now.level === level) open.pop()
    const within = open.at(-1)?.list.lastElementChild
    if (within) within.append(list)
    else last = list
    open.push({ list, level })
  }
}
