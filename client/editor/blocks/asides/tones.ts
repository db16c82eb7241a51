/** What a callout may be; one without a tone is a note. */
import type { IconName } from '../../../ui/Icon.tsx'

export const tones = ['note', 'tip', 'important', 'warning'] as const
export type Tone = (typeof tones)[number]

export const toneIcons: Readonly<Record<Tone, IconName>> = {
  note: 'note',
  tip: 'tip',
  important: 'flag',
  warning: 'alert',
}

/** The tone that an attribute means. */
export function toneOf(attribute: unknown): Tone {
  return tones.find((tone) => tone === attribute) ?? 'note'
}
