import { Icon, type IconName } from '../ui/Icon.tsx'
import type { InsertionId } from './insertions.ts'

/** Pictures of the family of `ui/Icon.tsx` that only the list of insertions needs. */
const shapes = {
  paragraph: 'M5 7h14M5 12h14M5 17h8',
  h2: 'M5 5v14M14 5v14M5 12h9M18 11l2-1.500V19',
  h3: 'M5 7v12M12 7v12M5 13h7M16 13.500c.5-2 4-2 4 .3 0 2-4 3.200-4 5.200h4',
  h4: 'M5 9v10M11 9v10M5 14h6M15 12.500c1-1.300 4-1 4 .8 0 1.100-.9 1.700-2 1.700 1.300 0 2.300.7 2.300 1.900 0 2-3.300 2.400-4.500.8',
  files:
    'M4 5h16v14H4zM4 16l4.500-4.500 3.500 3.500 3-3 5 5M9 9.200a.9.9 0 1 1-1.800 0 .9.9 0 0 1 1.800 0z',
  question: 'M12 20.500v.1M8.500 8.500a3.700 3.700 0 1 1 5.500 3.300c-1.300.8-2 1.600-2 3.700',
  goals:
    'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 12h.01',
  metrics: 'M4 20h16M7 16v-4M12 16V6M17 16V9',
  ruleDo: 'M4 5h16v14H4zM8 12.200l2.800 2.800L16 9.500',
  ruleDont: 'M4 5h16v14H4zM9 9l6 6M15 9l-6 6',
  stakeholders: 'M4 4v16h16M9 15h.01M13 8.500h.01M17 11.500h.01M16.500 6h.01',
  flow: 'M4 4h7v5H4zM13 15h7v5h-7zM7.500 9v8.500H13',
  scales: 'M4 12h16M4 9.500v5M12 9.500v5M20 9.500v5M8 10.500v3M16 10.500v3',
  timeBudget: 'M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 12V3.500M12 12l6 6',
  callout: 'M4 5h16v11h-9l-4 4v-4H4zM12 8v3.500M12 13.500v.1',
  details: 'M5 6l3.500 3L5 12M11 9h9M11 14h9M11 19h6',
  person:
    'M12 15.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM15.500 8.500v5c0 3 4.500 2.500 4.500-1.500a8 8 0 1 0-3.500 6.600',
  page: 'M6 3.500h8l4 4V20.500H6zM14 3.500v4h4M9 12h6M9 16h4',
} as const

const common: Readonly<Record<Exclude<InsertionId, keyof typeof shapes>, IconName>> = {
  bulletList: 'bulletList',
  orderedList: 'orderedList',
  taskList: 'taskList',
  quote: 'quote',
  table: 'table',
  divider: 'divider',
  codeBlock: 'codeBlock',
}

/** What can be put into a page, as a picture; its name stands beside it. */
export function InsertionPicture({ id }: { readonly id: InsertionId }) {
  if (!(id in shapes)) return <Icon name={common[id as keyof typeof common]} />
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={shapes[id as keyof typeof shapes]} />
    </svg>
  )
}
