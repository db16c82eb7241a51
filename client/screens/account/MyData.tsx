import { useMutation } from '@tanstack/react-query'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import { AccountSection } from './AccountSection.tsx'

/** What Talkoot holds about one, as a file to keep or to take elsewhere. */
export function MyData() {
  const { t } = useSpeech()
  const fetchIt = useMutation({
    mutationFn: () => call('getMyData', {}),
    onSuccess: save,
    gcTime: 0,
  })
  return (
    <AccountSection title={t('account_data')}>
      <p>{t('account_dataText')}</p>
      <div className="actions">
        <Button busy={fetchIt.isPending} onClick={() => fetchIt.mutate()}>
          {t('account_dataGet')}
        </Button>
        {fetchIt.isPending ? <progress aria-label={t('account_dataGathering')} /> : null}
        <output className="done">
          {fetchIt.isPending ? t('account_dataGathering') : null}
          {fetchIt.isSuccess ? t('account_dataDone') : null}
        </output>
      </div>
      <FailureNotice error={fetchIt.error} />
    </AccountSection>
  )
}

function save(data: Reply<'getMyData'>): void {
  const name = `talkoot-${data.madeAt.slice(0, 10)}.json`
  download(name, 'application/json', JSON.stringify(data, null, 2))
}
