import { useId, useRef, useState } from 'react'
import type { PersonId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PersonSearch } from '../roles/PersonSearch.tsx'
import type { KnownPerson } from '../roles/use-people.ts'
import { type Approver, mostApprovers } from './ask-draft.ts'

interface AskApproversProps {
  readonly approvers: readonly Approver[]
  /** Who can be asked. */
  readonly people: readonly KnownPerson[]
  readonly nameOf: (person: PersonId) => string
  /** What is wrong with one of them, or their role. */
  readonly problemOf: (person: PersonId) => string | undefined
  readonly error: string | undefined
  readonly onChange: (approvers: readonly Approver[]) => void
}

/** Who is asked, each in a role. */
export function AskApprovers(props: AskApproversProps) {
  const { approvers, people, nameOf, problemOf, error, onChange } = props
  const { t } = usePublishingSpeech()
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const asked = new Set(approvers.map(({ person }) => person))
  return (
    <section aria-labelledby="approvers-heading">
      <h2 id="approvers-heading" tabIndex={-1} ref={heading}>
        {t('ask_approvers')}
      </h2>
      {error === undefined ? null : (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <ul className="bare ask-approvers">
        {approvers.map((one) => (
          <AskedPerson
            key={one.person}
            name={nameOf(one.person)}
            approver={one}
            error={problemOf(one.person)}
            onRole={(role) =>
              onChange(approvers.map((each) => (each === one ? { ...one, role } : each)))
            }
            onRemove={() => {
              onChange(approvers.filter((each) => each !== one))
              setSaid(t('ask_removed', { name: nameOf(one.person) }))
              heading.current?.focus()
            }}
          />
        ))}
      </ul>
      {approvers.length >= mostApprovers ? (
        <p className="hint">{t('ask_approversMost', { n: mostApprovers })}</p>
      ) : (
        <PersonSearch
          label={t('ask_addApprover')}
          hint={t('ask_addApproverHint')}
          people={people.filter(({ id }) => !asked.has(id))}
          onChoose={({ id, name }) => {
            onChange([...approvers, { person: id, role: '' }])
            setSaid(t('ask_added', { name }))
          }}
        />
      )}
      <output className="unseen">{said}</output>
    </section>
  )
}

interface AskedPersonProps {
  readonly name: string
  readonly approver: Approver
  readonly error: string | undefined
  readonly onRole: (role: string) => void
  readonly onRemove: () => void
}

function AskedPerson({ name, approver, error, onRole, onRemove }: AskedPersonProps) {
  const { t } = usePublishingSpeech()
  const id = useId()
  return (
    <li>
      <Avatar id={approver.person} name={name} />
      <span className="who">{name}</span>
      <div className="field">
        <label htmlFor={id}>
          {t('ask_roleLabel')}
          <span className="unseen"> ({name})</span>
        </label>
        <input
          id={id}
          className="input"
          type="text"
          maxLength={120}
          value={approver.role}
          placeholder={t('ask_roleExample')}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={({ target }) => onRole(target.value)}
        />
        {error === undefined ? null : (
          <p className="error" id={`${id}-error`} role="alert">
            {error}
          </p>
        )}
      </div>
      <Button kind="quiet" aria-label={t('ask_remove', { name })} onClick={onRemove}>
        <Icon name="close" />
      </Button>
    </li>
  )
}
