import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { PageId } from '#contract/ids.ts'
import { type InvitedRole, invitedRoles } from '#contract/permissions.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { unitsQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { Notice } from '../../ui/Notice.tsx'
import { failureText } from '../failure-text.ts'
import { useMe } from '../me.ts'
import { dayIn, endOfDay } from '../admin/days.ts'
import { PagesChoice } from './PagesChoice.tsx'

interface InviteDialogProps {
  readonly strategy: Reply<'getStrategy'>
  readonly onMade: (invitation: Reply<'makeStrategyInvitation'>) => void
  readonly onClose: () => void
}

/** Makes an invitation to a strategy. */
export function InviteDialog({ strategy, onMade, onClose }: InviteDialogProps) {
  const { t, compare } = useSpeech()
  const me = useMe()
  const units = useQuery(unitsQuery).data ?? []
  const [as, setAs] = useState<'guest' | 'member'>('guest')
  const [role, setRole] = useState<InvitedRole>('commenter')
  const [pages, setPages] = useState<readonly PageId[] | null>(null)
  const [tried, setTried] = useState(false)
  const make = useMutation({
    mutationFn: (body: Input<'makeStrategyInvitation'>['body']) =>
      call('makeStrategyInvitation', { id: strategy.id, body }),
    onSuccess: onMade,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const form = new FormData(event.currentTarget)
    if (pages?.length === 0) return
    const most = textIn(form, 'most')
    const guestsUntil = textIn(form, 'guestsUntil')
    make.mutate({
      label: textIn(form, 'label'),
      as,
      role,
      pages: pages && [...pages],
      unit: units.find(({ id }) => id === textIn(form, 'unit'))?.id ?? null,
      endsAt: endOfDay(textIn(form, 'endsAt')),
      guestsUntil: as === 'guest' && guestsUntil !== '' ? endOfDay(guestsUntil) : null,
      most: most === '' ? null : Number(most),
    })
  }
  return (
    <Dialog title={t('inviteMake')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextField
          label={t('inviteLabel')}
          hint={t('inviteLabelHint')}
          name="label"
          maxLength={120}
          autoComplete="off"
          required
        />
        {me.person.role === 'admin' ? (
          <Choices
            legend={t('inviteAs')}
            value={as}
            choices={(['guest', 'member'] as const).map((value) => ({
              value,
              name: t(`role_${value}`),
              means: t(`inviteAs_${value}`),
            }))}
            onChoice={setAs}
          />
        ) : null}
        <Choices
          legend={t('inviteRole')}
          value={role}
          choices={invitedRoles.map((value) => ({
            value,
            name: t(`role_${value}`),
            means: t(`roleMeans_${value}`),
          }))}
          onChoice={setRole}
        />
        <PagesChoice
          strategy={strategy.id}
          legend={t('roleWhere')}
          pages={pages}
          onChange={setPages}
          error={tried && pages?.length === 0 ? t('choosePages') : undefined}
        />
        <SelectField label={t('inviteUnit')} hint={t('inviteUnitHint')} name="unit">
          <option value="">{t('inviteUnitChoose')}</option>
          {units
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <div className="two">
          <TextField
            label={t('inviteUntil')}
            name="endsAt"
            type="date"
            min={dayIn(0)}
            max={dayIn(364)}
            defaultValue={dayIn(14)}
            required
          />
          <TextField
            label={t('inviteMost')}
            hint={t('inviteMostHint')}
            name="most"
            type="number"
            inputMode="numeric"
            min={1}
            max={10_000}
          />
        </div>
        {as === 'guest' ? (
          <TextField
            label={t('inviteGuestsUntil')}
            hint={t('inviteGuestsUntilHint')}
            name="guestsUntil"
            type="date"
            min={dayIn(1)}
            defaultValue={dayIn(90)}
          />
        ) : null}
        {make.isError ? <Notice tone="danger">{failureText(t, make.error)}</Notice> : null}
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={make.isPending}>
            {t('inviteMake')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
