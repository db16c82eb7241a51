import { useState } from 'react'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { LinkMade } from './LinkMade.tsx'
import { LinkPassword } from './LinkPassword.tsx'
import { NewLinkDialog } from './NewLinkDialog.tsx'
import type { Publication } from './readership-queries.ts'
import { isOver, linkHasEnded, type Problems, type SettingsDraft } from './settings-draft.ts'

interface LinkFieldsProps {
  readonly strategy: Pick<Reply<'getStrategy'>, 'id' | 'name'>
  readonly draft: SettingsDraft
  readonly saved: Publication | null
  readonly problem: Problems['password']
  readonly unsaved: boolean
  /** The path of a link that was just made; null = none was. */
  readonly link: string | null
  readonly onEdit: (part: Partial<SettingsDraft>) => void
  readonly onLink: (link: string) => void
}

/** The link: whether there is one, until when, whether a password is asked for beside it. */
export function LinkFields(props: LinkFieldsProps) {
  const { strategy, draft, saved, problem, unsaved, link, onEdit, onLink } = props
  const { t } = useReadershipSpeech()
  const [asking, setAsking] = useState(false)
  const [waits, setWaits] = useState(false)
  const [now] = useState(() => Date.now())
  const ended = linkHasEnded(saved, now)
  const words = ended ? 'set_linkEnded' : saved?.hasLink === true ? 'set_linkIs' : 'set_linkNone'
  return (
    <div className="link-fields">
      {link === null ? <p>{t(words)}</p> : <LinkMade key={link} path={link} name={strategy.name} />}
      {saved?.reach === 'link' ? (
        <div className="actions">
          <Button
            onClick={() => {
              setWaits(unsaved)
              setAsking(!unsaved)
            }}
          >
            {t('set_linkNew')}
          </Button>
          <output className="hint">{waits && unsaved ? t('set_linkSaveFirst') : null}</output>
        </div>
      ) : null}
      <div className="short-field">
        <TextField
          label={t('set_linkUntil')}
          hint={t('set_linkUntilHint')}
          error={isOver(draft.linkUntil, now) ? t('set_linkOver') : undefined}
          type="date"
          value={draft.linkUntil}
          onChange={({ target }) => onEdit({ linkUntil: target.value })}
        />
      </div>
      <LinkPassword
        password={draft.password}
        has={saved?.hasPassword === true}
        problem={problem}
        onChange={(password) => onEdit({ password })}
      />
      {asking && saved !== null ? (
        <NewLinkDialog
          strategy={strategy.id}
          saved={saved}
          onClose={() => setAsking(false)}
          onLink={onLink}
        />
      ) : null}
    </div>
  )
}
