import { recall, remember } from '../net/stored.ts'

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** The appearance chosen in this browser. */
export function chosenAppearance(): Appearance {
  const chosen = recall('theme')
  return appearances.find((appearance) => appearance === chosen) ?? 'system'
}

/** Shows an appearance and remembers it. */
export function choose(appearance: Appearance): void {
  remember('theme', appearance === 'system' ? null : appearance)
  show(appearance)
}

/** Shows an appearance: the stylesheet follows the device unless it is told. */
export function show(appearance: Appearance): void {
  if (appearance === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = appearance
}
