/** The keys of comments, wherever one is on a page. */
import { useEffect } from 'react'

export const markCommands = ['comment', 'openThread', 'nextThread', 'previousThread'] as const
export type MarkCommand = (typeof markCommands)[number]

/**
 * The keys as ProseMirror writes them. Without arrows, which move between desktops and turn screens
 * together with Ctrl and Alt.
 */
export const markKeys: Readonly<Record<MarkCommand, string>> = {
  comment: 'Mod-Alt-M',
  openThread: 'Mod-Alt-Enter',
  nextThread: 'Alt-PageDown',
  previousThread: 'Alt-PageUp',
}

/** Asks for what the keys mean while it is drawn; what an open dialog is for comes first. */
export function useMarkKeys(ask: ((command: MarkCommand) => void) | null): void {
  useEffect(() => {
    if (ask === null) return undefined
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event)
      // Editors say of every Enter that it is theirs.
      if (command === null || (event.defaultPrevented && command !== 'openThread')) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      ask(command)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [ask])
}

function commandOf(event: KeyboardEvent): MarkCommand | null {
  const { altKey, ctrlKey, metaKey, shiftKey, key, code } = event
  // AltGr writes letters, and on some systems it is Ctrl and Alt.
  if (!altKey || shiftKey || event.isComposing || event.getModifierState('AltGraph')) return null
  if (!ctrlKey && !metaKey) {
    return key === 'PageDown' ? 'nextThread' : key === 'PageUp' ? 'previousThread' : null
  }
  if (key === 'Enter') return 'openThread'
  return key.toLowerCase() === 'm' || (code === 'KeyM' && !/^[a-z]$/i.test(key)) ? 'comment' : null
}
