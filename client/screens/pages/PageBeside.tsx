/** What stands round a page's text and is not needed to read and write it: fetched afterwards. */
import { useState } from 'react'
import type { Doc } from 'yjs'
import { PageMargin } from '../../editor/outline/PageMargin.tsx'
import { PageComments, type PageTalkProps } from './PageComments.tsx'

interface PageBesideProps extends PageTalkProps {
  readonly doc: Doc
}

export default function PageBeside({ doc, ...props }: PageBesideProps) {
  const { record } = props
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
