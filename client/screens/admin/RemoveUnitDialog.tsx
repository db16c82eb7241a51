import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { UnitId } from '#contract/ids.ts'
import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Failed } from './Failed.tsx'
import { UnitField } from './UnitField.tsx'

interface RemoveUnitDialogProps {
  readonly unit: Unit
  /** How many people are in it. */
  readonly people: number
  readonly others: readonly Unit[]
  readonly onClose: () => void
  readonly onRemoved: () => void
}

/** Asks where the people of a unit go before it is removed. */
export function RemoveUnitDialog(props: RemoveUnitDialogProps) {
  const { unit, people, others, onClose, onRemoved } = props
  const { t } = useAdminSpeech()
  const queries = useQueryClient()
  const [into, setInto] = useState<UnitId | null>(null)
  const remove = useMutation({
    mutationFn: () => call('removeUnit', { id: unit.id, body: { into } }),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['units'] }),
        queries.invalidateQueries({ queryKey: ['people'] }),
      ])
      onRemoved()
    },
  })
  return (
    <Dialog title={t('removeUnitTitle', { name: unit.name })} onClose={onClose}>
      <div className="form">
        <p>{people === 0 ? t('removeUnitEmpty') : t('removeUnitText', { n: people })}</p>
        <UnitField label={t('peopleGoTo')} units={others} value={into} onChange={setInto} />
        <Failed error={remove.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('removeUnitYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
