import { useState } from 'react'
import { Link } from 'wouter'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { oneTimeLink } from '../invitations/links.ts'
import { useMe } from '../me.ts'
import { csvFile } from './csv-file.ts'
import { LeaveQuestion } from './LeaveGuard.tsx'
import { useSeparator } from './use-separator.ts'

interface ImportDoneProps {
  readonly imported: Reply<'importPeople'>
  readonly onAgain: () => void
}

/** The import is done; the links of the new people can be had now and never again. */
export function ImportDone({ imported, onAgain }: ImportDoneProps) {
  const { t, dateTime } = useAdminSpeech()
  const { organisation } = useMe()
  const separator = useSeparator()
  const [taken, setTaken] = useState(false)
  const { lines } = imported
  const linked = lines.flatMap((line) => (line.link === null ? [] : [{ ...line, link: line.link }]))
  const changed = lines.filter(({ outcome }) => outcome === 'change').length
  const ends = linked[0]?.link.endsAt

  const take = () => {
    const rows = linked.map(({ name, email, unit, link }) => [
      name,
      email,
      unit ?? '',
      oneTimeLink(organisation, link.code),
      dateTime(link.endsAt),
    ])
    const heading = [t('name'), t('email'), t('unit'), t('invitationLink'), t('linkValidUntil')]
    download(t('linksFileName'), 'text/csv', csvFile([heading, ...rows], separator))
    setTaken(true)
  }
  return (
    <>
      <Notice title={t('imported', { n: linked.length })}>
        {changed > 0 ? t('importedChanged', { n: changed }) : null}
        {changed === 0 && lines.length > linked.length ? t('importedNoneChanged') : null}
      </Notice>
      {linked.length === 0 ? null : (
        <section className="links" aria-labelledby="links-heading">
          <h2 id="links-heading">{t('linksTitle')}</h2>
          <p>{t('linksText')}</p>
          {ends === undefined ? null : <p>{t('linksUntil', { date: dateTime(ends) })}</p>}
          <p className="invitation-once">{t('linksOnce')}</p>
          <div className="actions">
            <Button kind={taken ? 'plain' : 'primary'} onClick={take}>
              <Icon name={taken ? 'check' : 'download'} />
              {t(taken ? 'linksAgain' : 'linksDownload', { n: linked.length })}
            </Button>
          </div>
          <output className={taken ? 'saved-note' : 'unseen'}>
            {taken ? t('linksTaken') : ''}
          </output>
        </section>
      )}
      <div className="actions">
        <Link
          href="/admin/people"
          className={taken || linked.length === 0 ? 'button primary' : 'button plain'}
        >
          {t('toPeople')}
        </Link>
        {taken || linked.length === 0 ? <Button onClick={onAgain}>{t('importMore')}</Button> : null}
      </div>
      <LeaveQuestion
        unsaved={linked.length > 0 && !taken}
        title={t('leaveLinksTitle')}
        text={t('leaveLinksText')}
        leave={t('leaveLinksYes')}
      />
    </>
  )
}
