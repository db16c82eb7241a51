/** Keeps what is selected in a text while its elements are drawn anew with the same words. */

/** Remembers it; the function returned selects the same words again. */
export function keepSelection(text: Element | null): () => void {
  const selection = getSelection()
  if (text === null || selection === null || selection.isCollapsed) return () => {}
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection
  if (!text.contains(anchorNode) || !text.contains(focusNode)) return () => {}
  const anchor = lengthBefore(text, anchorNode, anchorOffset)
  const focus = lengthBefore(text, focusNode, focusOffset)
  return () => {
    const isSame =
      selection.anchorNode === anchorNode &&
      selection.anchorOffset === anchorOffset &&
      selection.focusNode === focusNode &&
      selection.focusOffset === focusOffset &&
      anchorNode?.isConnected === true &&
      focusNode?.isConnected === true
    const start = isSame ? null : placeAfter(text, anchor)
    const end = isSame ? null : placeAfter(text, focus)
    if (start === null || end === null) return
    selection.setBaseAndExtent(start.node, start.offset, end.node, end.offset)
  }
}

/** How many characters of a text stand before a place in it. */
export function lengthBefore(text: Element, node: Node | null, offset: number): number {
  const range = document.createRange()
  range.selectNodeContents(text)
  if (node !== null) range.setEnd(node, offset)
  return range.toString().length
}

function placeAfter(text: Element, length: number): { node: Node; offset: number } | null {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
  let left = length
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length: own } = node.textContent ?? ''
    if (left <= own) return { node, offset: left }
    left -= own
  }
  return null
}
