import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Token } from '#contract/records.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { tokensQuery } from '../../net/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { AccountSection } from './AccountSection.tsx'
import { MakeTokenDialog } from './MakeTokenDialog.tsx'

/** One's bearer tokens: makes one, whose secret is shown once, and revokes them. */
export function MyTokens() {
  const { t, date } = useSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  const tokens = useQuery(tokensQuery)
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const [said, setSaid] = useState('')
  return (
    <AccountSection title={t('account_tokens')} heading={heading}>
      <p>{t('account_tokensHint')}</p>
      {tokens.data?.length === 0 ? (
        <p className="hint">{t('account_tokensNone')}</p>
      ) : (
        <ul className="bare ruled-list" aria-busy={tokens.isPending}>
          {tokens.data?.map((token) => (
            <li key={token.id}>
              <div className="what">
                <span className="what-name">{token.name}</span>
                <span className="facts">
                  <span>{t('account_tokenSince', { date: date(token.createdAt) })}</span>
                </span>
              </div>
              <Button
                aria-label={t('account_tokenRevokeOf', { name: token.name })}
                onClick={() => setRevoking(token)}
              >
                {t('account_tokenRevoke')}
              </Button>
            </li>
          ))}
          {tokens.isPending ? <li className="bone line" aria-hidden="true" /> : null}
        </ul>
      )}
      <output className="done">{said}</output>
      <FailureNotice error={tokens.error} />
      <div className="actions">
        <Button
          onClick={() => {
            setSaid('')
            setMaking(true)
          }}
        >
          <Icon name="plus" />
          {t('account_tokenMake')}
        </Button>
      </div>
      {making ? <MakeTokenDialog onClose={() => setMaking(false)} /> : null}
      {revoking === null ? null : (
        <RevokeDialog
          token={revoking}
          onClose={() => setRevoking(null)}
          onRevoked={() => {
            setSaid(t('account_tokenRevoked', { name: revoking.name }))
            setRevoking(null)
            heading.current?.focus()
          }}
        />
      )}
    </AccountSection>
  )
}

interface RevokeDialogProps {
  readonly token: Token
  readonly onClose: () => void
  readonly onRevoked: () => void
}

function RevokeDialog({ token, onClose, onRevoked }: RevokeDialogProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call('deleteToken', { id: token.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: tokensQuery.queryKey })
      onRevoked()
    },
  })
  return (
    <Dialog title={t('account_tokenRevokeTitle', { name: token.name })} onClose={onClose}>
      <div className="form">
        <p>{t('account_tokenRevokeText')}</p>
        <FailureNotice error={revoke.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('account_tokenRevokeYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
