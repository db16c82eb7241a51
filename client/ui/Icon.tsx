/** The one family of icons: drawn on 24, stroke 1.75, always beside or under a name. */
const shapes = {
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cloudOff:
    'M3 3l18 18M8.2 8.4A5.5 5.5 0 0 0 6 19h11.5M20.6 16.6A4.5 4.5 0 0 0 17.5 10h-1A7 7 0 0 0 11 6.1',
  alert: 'M12 4l9 16H3L12 4zM12 10v4.5M12 17.4v.1',
  dots: 'M6 12h.01M12 12h.01M18 12h.01',
  menu: 'M4 7h16M4 12h16M4 17h16',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  chevron: 'M8 10l4 4 4-4',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  unlocked: 'M6 11h12v9H6zM8.500 11V7.500a3.500 3.500 0 0 1 6.800-1.200',
  key: 'M8 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 13l8.500-8.500M16 8l3 3M13.500 10.500l2 2',
  people:
    'M9 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 5.300a3.500 3.500 0 0 1 0 6.400M18.500 14.300a6.500 6.500 0 0 1 3 5.700',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  bold: 'M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z',
  italic: 'M10 5h8M6 19h8M14.5 5l-5 14',
  underline: 'M7 4v7a5 5 0 0 0 10 0V4M6 20h12',
  strike:
    'M4 12h16M16.5 7.5C16 5.8 14.3 5 12 5 9.500 5 7.500 6.200 7.500 8.300M7.500 16c.3 2 2 3 4.500 3 2.800 0 4.700-1.200 4.700-3.300',
  code: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
  bulletList: 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01',
  orderedList:
    'M10 6h10M10 12h10M10 18h10M4 4.500l1.500-.7V9M4 14.200c.3-1 2.500-1 2.500.3 0 1-2.500 2-2.500 3h2.700',
  quote: 'M9.500 7C6.500 8 5 10 5 13v4h5v-5H7.500M18.500 7C15.500 8 14 10 14 13v4h5v-5h-2.500',
  codeBlock: 'M4 5h16v14H4zM10 9.500L7.500 12l2.500 2.500M14 9.500l2.500 2.500-2.500 2.500',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3A4 4 0 0 0 13 5.300l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  table: 'M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  divider: 'M4 12h16M8 6h8M8 18h8',
  undo: 'M8 5L4 9l4 4M4 9h9a6 6 0 0 1 0 12h-2',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  sliders:
    'M4 8h8M18 8h2M4 16h2M12 16h8M15 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 18.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  globe:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.500 12h17M12 3c5 5.500 5 12.500 0 18M12 3c-5 5.500-5 12.500 0 18',
  path: 'M6 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 6H9.500a3 3 0 0 0 0 6h5a3 3 0 0 1 0 6H8',
  star: 'M12 3.800l2.500 5.200 5.700.8-4.100 4 1 5.700-5.100-2.700-5.100 2.700 1-5.700-4.100-4 5.700-.8z',
  pencil: 'M4.500 19.500l1-4L16 5l3 3L8.500 18.500zM13.500 7.500l3 3',
  trash:
    'M5 7h14M9.500 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.500 10.500v5.500M13.500 10.500v5.500',
  move: 'M12 3.500v17M3.500 12h17M9.500 6L12 3.500 14.500 6M9.500 18l2.500 2.500 2.500-2.500M6 9.500L3.500 12 6 14.500M18 9.500l2.500 2.500-2.500 2.500',
  template: 'M5 4h14v16H5zM8.500 8.500h7M8.500 12h7M8.500 15.500h4',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500L20 20',
  screen: 'M3 5h18v11H3zM12 16v4M8 20h8',
  redo: 'M16 5l4 4-4 4M20 9h-9a6 6 0 0 0 0 12h2',
} as const

export type IconName = keyof typeof shapes

/** An icon without a name of its own: whatever it stands in has the name. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  )
}
