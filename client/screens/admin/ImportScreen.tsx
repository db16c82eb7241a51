import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { AdminFrame } from './AdminFrame.tsx'
import { Failed } from './Failed.tsx'
import { ImportDone } from './ImportDone.tsx'
import { ImportLines } from './ImportLines.tsx'
import { ImportSource } from './ImportSource.tsx'

type Imported = Reply<'importPeople'>

/** People from a table: chosen, rehearsed, imported, and the links of those who are new. */
export function ImportScreen() {
  const { t } = useAdminSpeech()
  const queries = useQueryClient()
  const [csv, setCsv] = useState('')
  const rehearse = useMutation({
    mutationFn: (text: string) => call('importPeople', { body: { csv: text, rehearse: true } }),
  })
  const run = useMutation({
    mutationFn: () => call('importPeople', { body: { csv } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['people'] }),
        queries.invalidateQueries({ queryKey: ['units'] }),
      ]),
  })
  const begin = (text: string) => {
    setCsv(text)
    run.reset()
    rehearse.mutate(text)
  }
  const again = () => {
    rehearse.reset()
    run.reset()
  }

  if (run.data?.done === true) {
    return (
      <AdminFrame at="people" below={t('importPeople')} wide>
        <ImportDone imported={run.data} onAgain={again} />
      </AdminFrame>
    )
  }
  // Something may have changed between the rehearsal and the import: then its answer is the newer.
  const planned = run.data ?? rehearse.data
  return (
    <AdminFrame at="people" below={t('importPeople')} lead={t('importLead')} wide>
      {planned === undefined ? (
        <ImportSource csv={csv} busy={rehearse.isPending} onRead={begin} />
      ) : (
        <Plan planned={planned} busy={run.isPending} onImport={() => run.mutate()} onBack={again} />
      )}
      <Failed error={run.error ?? rehearse.error} />
    </AdminFrame>
  )
}

interface PlanProps {
  readonly planned: Imported
  readonly busy: boolean
  readonly onImport: () => void
  readonly onBack: () => void
}

/** What would become of each line; nothing has happened yet. */
function Plan({ planned, busy, onImport, onBack }: PlanProps) {
  const { t } = useAdminSpeech()
  const { lines, units } = planned
  const count = (outcome: Imported['lines'][number]['outcome']) =>
    lines.filter((line) => line.outcome === outcome).length
  const wrong = count('wrong')
  const deeds = count('add') + count('change')
  return (
    <>
      {wrong > 0 ? (
        <Notice tone="danger" title={t('importWrong', { n: wrong })}>
          {t('importWrongText')}
        </Notice>
      ) : deeds === 0 ? (
        <Notice>{t(lines.length === 0 ? 'importEmpty' : 'importNothing')}</Notice>
      ) : (
        <Notice title={t('importRehearsed')}>{t('importRehearsedText')}</Notice>
      )}
      <dl className="figures">
        {(['add', 'change', 'same', 'wrong'] as const).map((outcome) => (
          <div key={outcome}>
            <dt>{t(`outcomes_${outcome}`)}</dt>
            <dd>{t('figure', { n: count(outcome) })}</dd>
          </div>
        ))}
      </dl>
      {units.length === 0 ? null : (
        <p>
          {t('newUnits', { n: units.length })} <strong>{units.join(', ')}</strong>
        </p>
      )}
      <div className="actions">
        {wrong > 0 || deeds === 0 ? null : (
          <Button kind="primary" busy={busy} onClick={onImport}>
            {busy ? t('importing') : t('importNow', { n: deeds })}
          </Button>
        )}
        <Button onClick={onBack}>{t('importOther')}</Button>
      </div>
      {busy ? <progress className="progress" aria-label={t('importing')} /> : null}
      {lines.length === 0 ? null : <ImportLines lines={lines} />}
    </>
  )
}
