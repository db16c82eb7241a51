/** People and pages that are mentioned in the text, by the names that they have now. */
import type { ComponentType } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import type { BlockView } from '../blocks/block-view.ts'
import type { ReadingProps } from '../blocks/reading.ts'
import type { BlockProps } from '../blocks/slots.ts'
import { useEveryPage, usePeople } from './names.ts'

type Attributes = Readonly<Record<string, unknown>>

function PersonMention({ attrs }: { readonly attrs: Attributes }) {
  const people = usePeople()
  const known = people?.find(({ id }) => id === attrs['person'])
  return <span className="mention">@{known?.name ?? labelOf(attrs)}</span>
}

function PageMention({ attrs }: { readonly attrs: Attributes }) {
  const { t } = useSpeech()
  const pages = useEveryPage()
  const known = pages?.find(({ id }) => id === attrs['page'])
  const title = (known?.title ?? labelOf(attrs)) || t('untitled')
  const id = attrs['page']
  // What is not open to the reader, or not there any more, leads nowhere.
  if (typeof id !== 'string' || (pages !== null && known === undefined)) {
    return <span className="mention">{title}</span>
  }
  return (
    <Link className="mention" href={`/pages/${id}`} lang={known?.language}>
      {title}
    </Link>
  )
}

function labelOf(attrs: Attributes): string {
  const label = attrs['label']
  return typeof label === 'string' ? label : ''
}

const view = (Part: ComponentType<BlockProps>): BlockView => ({
  tag: 'span',
  className: 'mention-place',
  contentTag: null,
  before: Part,
})

/** How mentions look in the editor. */
export const mentionViews: Readonly<Record<string, BlockView>> = {
  personMention: view(({ node }: BlockProps) => <PersonMention attrs={node.attrs} />),
  pageMention: view(({ node }: BlockProps) => <PageMention attrs={node.attrs} />),
}

/** How mentions are drawn for those who only read. */
export const mentionReadings = {
  personMention: ({ part }: ReadingProps) => <PersonMention attrs={part.attrs} />,
  pageMention: ({ part }: ReadingProps) => <PageMention attrs={part.attrs} />,
}
