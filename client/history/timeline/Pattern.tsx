/** What tells the bands apart without colours: strokes of paper over them. */
const strokes: readonly string[] = [
  '',
  '',
  'M-1 1L1 -1M0 8L8 0M7 9L9 7',
  'M2 2h.01M6 6h.01',
  'M0 4H8',
  'M-1 7L1 9M0 0L8 8M7 -1L9 1',
  'M4 0V8',
  'M0 4H8M4 0V8',
  'M-1 1L1 -1M0 8L8 0M7 9L9 7M0 0L8 8',
]

/** An SVG pattern; the first two kinds are plain. After the last it begins again. */
export function Pattern({ id, kind }: { readonly id: string; readonly kind: number }) {
  const d = strokes[kind < 2 ? 0 : 2 + ((kind - 2) % (strokes.length - 2))] ?? ''
  return (
    <pattern id={id} className="river-pattern" width="8" height="8" patternUnits="userSpaceOnUse">
      <path d={d} />
    </pattern>
  )
}
