import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { StrategyId } from '#contract/ids.ts'
import type { Stage } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { FailureNotice } from '../FailureNotice.tsx'

interface StageDialogProps {
  readonly strategy: StrategyId
  readonly stage: Stage
  readonly onClose: () => void
}

const states = ['ahead', 'open', 'done'] as const satisfies readonly Stage['state'][]

/** Says where the strategy is on one stage of its way, and from when to when that lasts. */
export default function StageDialog({ strategy, stage, onClose }: StageDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [state, setState] = useState(stage.state)
  const [wrong, setWrong] = useState(false)
  const change = useMutation({
    mutationFn: (body: Input<'setStage'>['body']) =>
      call('setStage', { id: strategy, stage: stage.name, body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['strategies'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const from = textIn(form, 'from') || null
    const to = textIn(form, 'to') || null
    const isWrong = from !== null && to !== null && to < from
    setWrong(isWrong)
    if (!isWrong) change.mutate({ state, from, to })
  }
  return (
    <Dialog title={t(`stage_${stage.name}`)} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t(`stageFor_${stage.name}`)}</p>
        <Choices
          legend={t('stageState')}
          choices={states.map((value) => ({ value, name: t(`stageState_${value}`) }))}
          value={state}
          onChoice={setState}
        />
        <div className="two">
          <TextField
            type="date"
            label={t('stageBegins')}
            name="from"
            defaultValue={stage.from ?? ''}
          />
          <TextField
            type="date"
            label={t('stageEnds')}
            name="to"
            defaultValue={stage.to ?? ''}
            error={wrong ? t('stageOrder') : undefined}
          />
        </div>
        <FailureNotice error={change.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('saveChange')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
