import { useMutation, useQueryClient } from '@tanstack/react-query'
import { mayInStrategy } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'

/** Says that the page lies in the trash, and takes it out again. */
export function TrashedNotice({ record }: { readonly record: Reply<'getPage'> }) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const restore = useMutation({
    mutationFn: () => call('restorePage', { id: record.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['page', record.id] })
      await queries.invalidateQueries({ queryKey: ['strategies', record.strategy] })
    },
  })
  return (
    <Notice
      tone="warn"
      title={t('inTrashTitle')}
      action={
        mayInStrategy(record.role, 'page.restore') ? (
          <Button busy={restore.isPending} onClick={() => restore.mutate()}>
            {t('restorePage')}
          </Button>
        ) : null
      }
    >
      {t('inTrash')}
      {restore.isError ? <p className="error">{failureText(t, restore.error)}</p> : null}
    </Notice>
  )
}
