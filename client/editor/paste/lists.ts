/** Lists as Google Docs and web pages make them: loose inner lists, checkboxes. */

/** Google Docs puts an inner list beside its item: it belongs into the item before. */
export function nestLooseLists(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else {
      const item = body.ownerDocument.createElement('li')
      list.replaceWith(item)
      item.append(list)
    }
  }
}

/** Items with a checkbox, as Google Docs, GitHub and Notion make them, become a checklist. */
export function readCheckboxes(body: HTMLElement): void {
  for (const list of body.querySelectorAll('ul, ol')) {
    const items = [...list.children].filter(({ tagName }) => tagName === 'LI')
    const states = items.map(stateOf)
    if (items.length === 0 || states.some((state) => state === null)) continue
    list.setAttribute('data-type', 'taskList')
    for (const [place, item] of items.entries()) {
      item.setAttribute('data-type', 'taskItem')
      item.removeAttribute('aria-hidden')
      if (states[place] === true) item.setAttribute('data-checked', 'true')
      for (const box of item.querySelectorAll(boxes)) box.remove()
      dropTypedBox(item)
    }
  }
  for (const list of body.querySelectorAll('ol[data-type="taskList"]')) {
    const unordered = body.ownerDocument.createElement('ul')
    unordered.setAttribute('data-type', 'taskList')
    unordered.append(...list.childNodes)
    list.replaceWith(unordered)
  }
}

const input = 'input[type="checkbox"]'
const boxes = `:scope > ${input}, :scope > p > ${input}, :scope > label > ${input}, :scope > .checkbox`
const typedBox = /^\s*\[([ xX])\]\s+/

/** Is the item's box ticked? null: it has none. */
function stateOf(item: Element): boolean | null {
  if (item.getAttribute('role') === 'checkbox') return item.getAttribute('aria-checked') === 'true'
  const box = item.querySelector(boxes)
  if (box !== null) return box.hasAttribute('checked') || box.classList.contains('checkbox-on')
  // Notion, and what was written as Markdown.
  const typed = typedBox.exec(firstText(item)?.data ?? '')?.[1]
  return typed === undefined ? null : typed !== ' '
}

function dropTypedBox(item: Element): void {
  const text = firstText(item)
  if (text !== null) text.data = text.data.replace(typedBox, '')
}

function firstText(item: Element): Text | null {
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const { currentNode } = walker
    if (/\S/.test(currentNode.textContent ?? '')) return currentNode as Text
  }
  return null
}
