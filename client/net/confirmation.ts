/**
 * Giving the password once more, for what takes one given lately. A call that was refused for that
 * asks with an event of the window; whatever can show a dialog answers. So no screen has to know
 * which calls take a confirmation.
 */

/** Told whether the password was given. */
export type Answer = (given: boolean) => void

const eventName = 'talkoot:confirmation'

class ConfirmationAsked extends Event {
  readonly answer: Answer

  constructor(answer: Answer) {
    super(eventName, { cancelable: true })
    this.answer = answer
  }
}

/** Asks for the password once more. Resolves to whether it was given; no where nobody can ask. */
export function askForConfirmation(): Promise<boolean> {
  return new Promise((resolve) => {
    const heard = !globalThis.dispatchEvent(new ConfirmationAsked(resolve))
    if (!heard) resolve(false)
  })
}

/** Calls back for each question, until the returned function is called. Each must be answered. */
export function onConfirmationAsked(listener: (answer: Answer) => void): () => void {
  const onAsked = (event: Event) => {
    if (!(event instanceof ConfirmationAsked)) return
    event.preventDefault()
    listener(event.answer)
  }
  globalThis.addEventListener(eventName, onAsked)
  return () => globalThis.removeEventListener(eventName, onAsked)
}
