/**
 * What can be done on the screen that one is at, for the command palette: whoever can do it says
 * so while it is drawn.
 */
import { createContext, use, useEffect } from 'react'

/** What the screens offer; each has its name in `i18n/editing` as `command_<id>`. */
export type CommandId =
  | 'insert'
  | 'find'
  | 'block'
  | 'link'
  | 'outline'
  | 'copyPage'
  | 'copySelection'
  | 'copyHtml'
  | 'addPage'
  | 'makeStrategy'
  | 'pageAccess'
  | 'history'
  | 'comment'
  | 'showComments'
  | 'hideComments'
  | 'nextThread'
  | 'takePage'
  | 'takeStrategy'

export interface Command {
  readonly id: CommandId
  readonly run: () => void
}

/** The commands of what is drawn now. */
export class CommandBook {
  readonly #sets = new Set<readonly Command[]>()

  /** Adds commands; the function returned takes them away. */
  add(commands: readonly Command[]): () => void {
    this.#sets.add(commands)
    return () => this.#sets.delete(commands)
  }

  /** Those of what was drawn last come last. */
  all(): readonly Command[] {
    return [...this.#sets].flat()
  }
}

export const Commands = createContext<CommandBook | null>(null)

/** Offers commands while the component is drawn; null: none. The list must stay the same object. */
export function useCommands(commands: readonly Command[] | null): void {
  const book = use(Commands)
  useEffect(() => (commands === null ? undefined : book?.add(commands)), [book, commands])
}
