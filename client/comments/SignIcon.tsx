import type { ReactionName } from '#contract/thread-shape.ts'

const shapes: Readonly<Record<ReactionName | 'add', string>> = {
  agree:
    'M8 11v9H4v-9zM8 11l4-7.500c1.500 0 2.500 1 2.500 2.500v3.500h4.300a1.700 1.700 0 0 1 1.700 2l-1.300 7a1.800 1.800 0 0 1-1.800 1.500H8',
  thanks:
    'M12 20s-8-4.700-8-10.500A4.300 4.300 0 0 1 12 7a4.300 4.300 0 0 1 8 2.500C20 15.300 12 20 12 20z',
  idea: 'M9.500 17.500h5M10.500 20.500h3M9.500 17.500c0-2.500-3-3.800-3-7.500a5.500 5.500 0 0 1 11 0c0 3.700-3 5-3 7.500',
  unsure:
    'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM9.500 9.700a2.500 2.500 0 1 1 3.800 2.100c-.8.500-1.300 1-1.300 1.900M12 16.400v.1',
  disagree:
    'M16 13V4h4v9zM16 13l-4 7.500c-1.500 0-2.500-1-2.500-2.500v-3.500H5.200a1.700 1.700 0 0 1-1.700-2l1.300-7A1.800 1.800 0 0 1 6.600 4H16',
  seen: 'M3 12.500l4 4L14.500 8.500M11.500 15l1.500 1.500L21 8.500',
  add: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM8.500 14.200c1 1.200 2.200 1.800 3.500 1.800s2.500-.6 3.500-1.800M9.200 9.700v.1M14.800 9.700v.1',
}

/** A sign by which people answer; its word stands beside it or in the name of its button. */
export function SignIcon({ name }: { readonly name: ReactionName | 'add' }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
