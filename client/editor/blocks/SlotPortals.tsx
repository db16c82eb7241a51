import { memo, useEffect, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Slot, Slots } from './slots.ts'

/** Draws what React has in the blocks of an editor. Stands beside the editor, draws into it. */
export function SlotPortals({ slots }: { readonly slots: Slots }) {
  const all = useSyncExternalStore(slots.subscribe, slots.get)
  return all.map((slot) => createPortal(<Filled slot={slot} />, slot.element, slot.key))
}

/** Drawn again when its own block changes, not with the others. */
const Filled = memo(function Filled({ slot }: { readonly slot: Slot }) {
  const props = useSyncExternalStore(slot.subscribe, slot.get)
  const { language } = useSpeech()
  useEffect(() => {
    // The page may be written in another language than the interface speaks.
    slot.element.setAttribute('lang', language)
  }, [slot, language])
  return <slot.Part {...props} />
})
