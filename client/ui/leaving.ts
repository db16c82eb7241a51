/** Asking before a screen is left, which only who would lose something there knows. */

const name = 'talkoot-leaving'
const backName = 'talkoot-back'

/** Goes, unless somebody asks first. */
export function leave(go: () => void): void {
  if (dispatchEvent(new CustomEvent(name, { cancelable: true, detail: go }))) go()
}

/**
 * Lets who asks before leaving hear of the browser's ways back and forward before the router does:
 * of those who listen to a window the first to do so is the first to hear. Before anything is drawn.
 */
export function hearBackFirst(): void {
  addEventListener('popstate', (event) => {
    const goes = dispatchEvent(new CustomEvent(backName, { cancelable: true }))
    if (!goes) event.stopImmediatePropagation()
  })
}

/**
 * Until the returned function is called, `ask` is called instead of leaving the screen within the
 * app, by a link or by the browser's ways back and forward, as long as `would` says so. It goes by
 * calling what it is given.
 */
export function askBeforeLeaving(would: () => boolean, ask: (go: () => void) => void): () => void {
  let leaving = false
  let { href, pathname } = location
  const onLeave = (event: Event) => {
    if (!(event instanceof CustomEvent) || leaving || !would()) return
    event.preventDefault()
    const { detail: go }: CustomEvent<() => void> = event
    ask(() => {
      leaving = true
      go()
    })
  }
  const onBack = (event: Event) => {
    if (leaving || location.pathname === pathname || !would()) {
      ;({ href, pathname } = location)
      return
    }
    // Nobody else hears of it, and the place left stands on top again.
    event.preventDefault()
    history.pushState(null, '', href)
    ask(() => {
      leaving = true
      history.back()
    })
  }
  addEventListener(name, onLeave)
  addEventListener(backName, onBack)
  return () => {
    removeEventListener(name, onLeave)
    removeEventListener(backName, onBack)
  }
}
