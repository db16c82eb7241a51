import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { templateQuery } from '../../net/pages-queries.ts'
import { FailureNotice } from '../FailureNotice.tsx'

/** What must be true before a page from a template is finished. */
export default function WhenDone({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const template = useQuery(templateQuery(record.template ?? '', record.language))
  if (template.isPending) return <div className="bone line" />
  return (
    <>
      <FailureNotice error={template.error} />
      <ul>
        {template.data?.done.map((item) => (
          <li key={item} lang={record.language}>
            {item}
          </li>
        ))}
        <li>{t('done_answered')}</li>
        <li>{t('done_owner')}</li>
        <li>{t('done_decision')}</li>
        <li>{t('done_units')}</li>
      </ul>
    </>
  )
}
