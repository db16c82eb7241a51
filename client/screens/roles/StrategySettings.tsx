import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type StrategyRole, strategyRoles } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { type Choice, Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'

const everyoneChoices = ['editor', 'commenter', 'reader', 'nothing'] as const
type Everyone = (typeof everyoneChoices)[number]

interface StrategySettingsProps {
  readonly strategy: Reply<'getStrategy'>
  readonly mayManage: boolean
  readonly onDone: (said: string) => void
}

/** What every member may do in a strategy and who sees its history, in words; to be changed. */
export function StrategySettings({ strategy, mayManage, onDone }: StrategySettingsProps) {
  const { t } = useSpeech()
  const [changing, setChanging] = useState<'everyone' | 'history' | null>(null)
  const { everyone, history } = strategy
  const close = () => setChanging(null)
  const done = () => {
    close()
    onDone(t('settingSaved'))
  }
  // A facilitator for everyone is possible through the API; here it is only shown.
  const chosen = everyoneChoices.find((one) => one === everyone) ?? 'nothing'
  return (
    <>
      <dl className="settings">
        <div>
          <dt>{t('everyMember')}</dt>
          <dd>
            <strong>{t(`everyMember_${everyone ?? 'nothing'}`)}</strong>
            {mayManage ? (
              <Button aria-label={t('changeEveryMember')} onClick={() => setChanging('everyone')}>
                {t('change')}
              </Button>
            ) : null}
          </dd>
        </div>
        {mayManage ? (
          <div>
            <dt>{t('seesHistory')}</dt>
            <dd>
              <strong>{t(`seesHistory_${history}`)}</strong>
              <Button aria-label={t('changeSeesHistory')} onClick={() => setChanging('history')}>
                {t('change')}
              </Button>
            </dd>
          </div>
        ) : null}
      </dl>
      {changing === 'everyone' ? (
        <SettingDialog<Everyone>
          strategy={strategy}
          title={t('everyMember')}
          legend={t('everyMemberHint')}
          first={chosen}
          choices={everyoneChoices.map((value) => ({
            value,
            name: t(`everyMember_${value}`),
            means: value === 'nothing' ? t('everyMemberNothingMeans') : t(`roleMeans_${value}`),
          }))}
          change={(value) => ({ everyone: value === 'nothing' ? null : value })}
          onDone={done}
          onClose={close}
        />
      ) : null}
      {changing === 'history' ? (
        <SettingDialog<StrategyRole>
          strategy={strategy}
          title={t('seesHistory')}
          legend={t('seesHistoryHint')}
          first={history}
          choices={strategyRoles.map((value) => ({ value, name: t(`seesHistory_${value}`) }))}
          change={(value) => ({ history: value })}
          onDone={done}
          onClose={close}
        />
      ) : null}
    </>
  )
}

interface SettingDialogProps<Value extends string> {
  readonly strategy: Reply<'getStrategy'>
  readonly title: string
  readonly legend: string
  readonly first: Value
  readonly choices: readonly Choice<Value>[]
  readonly change: (value: Value) => Input<'changeStrategy'>['body']
  readonly onDone: () => void
  readonly onClose: () => void
}

function SettingDialog<Value extends string>(props: SettingDialogProps<Value>) {
  const { strategy, title, legend, first, choices, change, onDone, onClose } = props
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [value, setValue] = useState(first)
  const save = useMutation({
    mutationFn: () => call('changeStrategy', { id: strategy.id, body: change(value) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['strategies', strategy.id] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <Choices legend={legend} value={value} choices={choices} onChoice={setValue} />
        {save.isError ? <Notice tone="danger">{failureText(t, save.error)}</Notice> : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('saveChange')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
