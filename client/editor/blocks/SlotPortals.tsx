import { memo, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import type { Slot, Slots } from './slots.ts'

/** Draws what React has in the blocks of an editor. Stands beside the editor, draws into it. */
export function SlotPortals({ slots }: { readonly slots: Slots }) {
  const all = useSyncExternalStore(slots.subscribe, slots.get)
  return all.map((slot) => createPortal(<Filled slot={slot} />, slot.element, slot.key))
}

/** Drawn again when its own block changes, not with the others. */
const Filled = memo(function Filled({ slot }: { readonly slot: Slot }) {
  const props = useSyncExternalStore(slot.subscribe, slot.get)
  return <slot.Part {...props} />
})
