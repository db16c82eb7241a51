/** Copies what is selected without what marks have added to it. */
export function copiesPlain(event: ClipboardEvent): void {
  const selection = getSelection()
  const { clipboardData } = event
  if (selection === null || selection.isCollapsed || clipboardData === null) return
  const holder = document.createElement('div')
  for (let n = 0; n < selection.rangeCount; n += 1) {
    holder.append(selection.getRangeAt(n).cloneContents())
  }
  for (const added of holder.querySelectorAll(
    '.mark-opener, .proposed, .mark-choose, .mark-part',
  )) {
    added.remove()
  }
  for (const span of holder.querySelectorAll('[data-run], span.commented')) {
    span.replaceWith(...span.childNodes)
  }
  for (const block of holder.querySelectorAll('.commented-block')) {
    block.classList.remove('commented-block', 'is-chosen', 'is-ended', 'is-proposal')
    block.removeAttribute('data-threads')
  }
  holder.normalize()
  clipboardData.setData('text/html', holder.innerHTML)
  clipboardData.setData('text/plain', selection.toString())
  event.preventDefault()
}
