/** What a rule card says: to do something, or not to. */
import type { IconName } from '../../../ui/Icon.tsx'

export const stances = ['do', 'dont'] as const
export type Stance = (typeof stances)[number]

export const stanceIcons: Readonly<Record<Stance, IconName>> = { do: 'check', dont: 'close' }

/** The stance that an attribute means; null: not chosen yet. */
export function stanceOf(attribute: unknown): Stance | null {
  return stances.find((stance) => stance === attribute) ?? null
}
