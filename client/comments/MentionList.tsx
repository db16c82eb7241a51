import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import type { Mentionable } from './use-people.ts'

interface MentionListProps {
  readonly id: string
  readonly optionId: (n: number) => string
  readonly found: readonly Mentionable[]
  readonly active: number
  readonly onChoose: (choice: Mentionable) => void
}

/** Whom one may mention, under the field in which one types. */
export function MentionList({ id, optionId, found, active, onChoose }: MentionListProps) {
  const { t } = useCommentsSpeech()
  return (
    <div className="mention-list">
      {/* No tag does this: a datalist shows no pictures. */}
      {/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      <div id={id} role="listbox" aria-label={t('write_mentions')}>
        {found.map((one, n) => (
          <div
            key={one.id}
            id={optionId(n)}
            role="option"
            tabIndex={-1}
            aria-selected={n === active}
            // The field keeps the focus, and with it the keyboard of a phone.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <Avatar id={one.id} name={one.name} />
            <span>
              {one.name}
              <span className="hint">{one.kind === 'unit' ? t('write_unit') : one.words}</span>
            </span>
          </div>
        ))}
      </div>
      {/* oxlint-enable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events */}
      {found.length === 0 ? <p className="hint">{t('write_mentionsNone')}</p> : null}
    </div>
  )
}
