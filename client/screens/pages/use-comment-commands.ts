import { useMemo } from 'react'
import type { MarkedText } from '../../net/marked-text.ts'
import { type Command, useCommands } from '../../ui/commands.ts'

interface Commented {
  readonly marked: MarkedText
  /** Whether this person may say something now. */
  readonly mayComment: boolean
  /** There are threads. */
  readonly some: boolean
  /** The comments are looked at. */
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}

/** Offers in the palette what can be done with what is said about the page. */
export function useCommentCommands({ marked, mayComment, some, shown, onShown }: Commented): void {
  useCommands(
    useMemo(() => {
      const { ask } = marked
      const comment: Command = { id: 'comment', run: () => ask({ what: 'comment', about: null }) }
      const next: Command = { id: 'nextThread', run: () => ask({ what: 'next' }) }
      return [
        ...(mayComment ? [comment] : []),
        { id: shown ? 'hideComments' : 'showComments', run: () => onShown(!shown) },
        ...(some ? [next] : []),
      ]
    }, [marked, mayComment, some, shown, onShown]),
  )
}
