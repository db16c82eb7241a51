/**
 * Gives the focus to the content of the screen that one has just gone to, now and again whenever
 * what is still being fetched makes room for what was fetched, until the screen itself is there.
 * The returned function ends that; so does whatever somebody does meanwhile.
 */
export function focusContent(): () => void {
  const observer = new MutationObserver(() => {
    // Whoever has moved on is left where they are.
    const at = document.activeElement
    if (at === null || at === document.body || !at.checkVisibility()) look()
  })
  const stop = () => {
    observer.disconnect()
    for (const kind of ['keydown', 'pointerdown']) removeEventListener(kind, stop, true)
  }
  const look = () => {
    // The screen before stays in the document, hidden, until the code of the next one is here.
    const all = document.querySelectorAll<HTMLElement>('#content')
    const content = [...all].find((one) => one.checkVisibility())
    // One is at the top already; the bar would cover what is scrolled to.
    content?.focus({ preventScroll: true })
    if (content !== undefined && !content.classList.contains('waiting')) stop()
  }
  observer.observe(document.body, { childList: true, subtree: true })
  for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, stop, true)
  look()
  return stop
}
