/** Icons of the family of `ui/Icon.tsx` that only the layer needs. */
const shapes = {
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  bin: 'M5 7h14M10 7V4.500h4V7M7 7l.8 13h8.400L17 7M10.500 11v5M13.500 11v5',
  replace: 'M4 8h12l-3-3M20 16H8l3 3',
  comment: 'M4 5h16v11h-9l-4.500 4v-4H4z',
  propose: 'M5 7h9M5 12h5M12.500 19.500l1-3.500 6-6 2.500 2.500-6 6zM5 17h4',
  list: 'M5 6h14M8 12h11M11 18h8',
} as const

/** An icon without a name of its own: whatever it stands in has the name. */
export function LayerIcon({ name }: { readonly name: keyof typeof shapes }) {
  return (
    <svg className={`icon ${name}-icon`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
