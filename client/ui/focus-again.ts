/**
 * Gives the focus back to what had it before something opened; where that is gone, to the content
 * of the screen, so that it is never lost.
 */
export function focusAgain(before: Element | null): void {
  const to = before?.isConnected === true ? before : document.getElementById('content')
  if (to instanceof HTMLElement) to.focus()
}
