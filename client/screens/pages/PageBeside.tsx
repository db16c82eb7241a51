/** What stands round a page's text and is not needed to read and write it: fetched afterwards. */
import { useState } from 'react'
import type { Doc } from 'yjs'
import { PageMargin } from '../../editor/outline/PageMargin.tsx'
import type { Reply } from '../../net/api.ts'
import type { MarkedText } from '../../net/marked-text.ts'
import { PageComments } from './PageComments.tsx'

export interface PageBesideProps {
  readonly record: Reply<'getPage'>
  readonly doc: Doc
  readonly marked: MarkedText
  /** Why nobody may say anything about the page; null = the role says who may. */
  readonly closed: 'locked' | 'trashed' | null
  /** Whether this person may write in the text now. */
  readonly writable: boolean
  readonly live: boolean
}

export default function PageBeside(props: PageBesideProps) {
  const { record, doc } = props
  const [beside, setBeside] = useState<'outline' | 'comments'>('outline')
  return (
    <>
      <PageMargin
        page={record.id}
        doc={doc}
        language={record.language}
        outline={beside === 'outline'}
      />
      <PageComments {...props} beside={beside} onBeside={setBeside} />
    </>
  )
}
