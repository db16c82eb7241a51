import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { CommandBook, Commands } from '../../ui/commands.ts'
import { QuietBoundary } from '../../ui/QuietBoundary.tsx'

const Palette = lazy(() => import('./Palette.tsx'))
const ShortcutsSheet = lazy(() => import('./ShortcutsSheet.tsx'))

/** The command palette and the list of shortcuts, by their keys, on every screen inside. */
export function PaletteKeys({ children }: { readonly children: ReactNode }) {
  const [book] = useState(() => new CommandBook())
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const asked = askedBy(event)
      // A dialog is to be dealt with first.
      if (asked === null || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      setOpen(asked)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Commands value={book}>
      {children}
      {open === null ? null : (
        <QuietBoundary>
          <Suspense fallback={null}>
            {open === 'palette' ? (
              <Palette
                book={book}
                onClose={() => setOpen(null)}
                onShortcuts={() => setOpen('shortcuts')}
              />
            ) : (
              <ShortcutsSheet onClose={() => setOpen(null)} />
            )}
          </Suspense>
        </QuietBoundary>
      )}
    </Commands>
  )
}

function askedBy(event: KeyboardEvent): 'palette' | 'shortcuts' | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented } = event
  if (defaultPrevented || altKey || event.isComposing) return null
  if (ctrlKey || metaKey) {
    // In the text, Mod-K makes a link.
    if (key.toLowerCase() === 'k') return shiftKey || !isInText(event) ? 'palette' : null
    return key === '/' ? 'shortcuts' : null
  }
  return key === '?' && !isInField(event) ? 'shortcuts' : null
}

function isInText({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}

function isInField(event: KeyboardEvent): boolean {
  const { target } = event
  return isInText(event) || (target instanceof Element && target.matches('input, textarea, select'))
}
