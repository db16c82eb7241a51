import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type NoticeKind, noticeKinds, type Way, ways } from '#contract/notice-shape.ts'
import { NoticesLanguage, useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import { call, type Input, type Reply } from '../../net/api.ts'
import { wishesQuery } from '../../net/notice-queries.ts'
import { SelectField } from '../../ui/Field.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { AccountSection } from './AccountSection.tsx'
import { DigestTime } from './DigestTime.tsx'
import { Watched } from './Watched.tsx'

/** What one wants to be told of and how, and what one watches. */
export default function MyNotices() {
  return (
    <NoticesLanguage>
      <Spoken />
    </NoticesLanguage>
  )
}

function Spoken() {
  const { t } = useNoticesSpeech()
  const heading = useRef<HTMLHeadingElement>(null)
  const wishes = useQuery(wishesQuery)
  useEffect(() => {
    // The section comes after the screen: the browser has looked for it in vain.
    if (location.hash === '#notices')
      heading.current?.closest('section')?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <>
      <AccountSection id="notices" title={t('notices')} heading={heading}>
        <p>{t('noticesLead')}</p>
        <FailureNotice error={wishes.error} />
        {wishes.data === undefined ? (
          <Bones pending={wishes.isPending} />
        ) : (
          <Wishes wishes={wishes.data} />
        )}
      </AccountSection>
      <AccountSection title={t('watched')}>
        {wishes.data === undefined ? (
          <Bones pending={wishes.isPending} />
        ) : (
          <Watched wishes={wishes.data} />
        )}
      </AccountSection>
    </>
  )
}

function Bones({ pending }: { readonly pending: boolean }) {
  return pending ? <div className="bone line" aria-hidden="true" /> : null
}

interface WishesProps {
  readonly wishes: Reply<'getWishes'>
}

function Wishes({ wishes }: WishesProps) {
  const { t } = useNoticesSpeech()
  const queries = useQueryClient()
  const [said, setSaid] = useState('')
  const { mail } = wishes
  const mayMail = mail.possible && mail.address !== null
  const { mutate, error } = useMutation({
    mutationFn: (body: Input<'setWishes'>['body']) => call('setWishes', { body }),
    onMutate: () => setSaid(''),
    onSuccess: (reply) => queries.setQueryData(wishesQuery.queryKey, reply),
  })
  const nameOf = (way: Way) => t(way === 'inbox' && !mayMail ? 'way_inboxHere' : `way_${way}`)
  const choose = (kind: NoticeKind, way: Way) =>
    mutate(
      { ways: { [kind]: way } },
      { onSuccess: () => setSaid(t('wishSaved', { what: t(`wish_${kind}`), way: nameOf(way) })) },
    )
  return (
    <>
      {mayMail ? null : (
        <p className="hint">{t(mail.possible ? 'mailNoAddress' : 'mailImpossible')}</p>
      )}
      <div className="form wishes">
        {noticeKinds.map((kind) => {
          const way = wishes.ways[kind]
          return (
            <SelectField
              key={kind}
              label={t(`wish_${kind}`)}
              // Without e-mail whatever would also come by it comes to the inbox.
              value={mayMail || way === 'off' ? way : 'inbox'}
              onChange={({ target }) => {
                const chosen = ways.find((one) => one === target.value)
                if (chosen !== undefined) choose(kind, chosen)
              }}
            >
              {ways
                .filter((one) => mayMail || one === 'off' || one === 'inbox')
                .map((one) => (
                  <option key={one} value={one}>
                    {nameOf(one)}
                  </option>
                ))}
            </SelectField>
          )
        })}
      </div>
      {mayMail ? (
        <DigestTime
          wishes={wishes}
          onChange={(change, words) => mutate(change, { onSuccess: () => setSaid(words) })}
        />
      ) : null}
      {mayMail ? <p className="hint">{t('mailTo', { address: mail.address ?? '' })}</p> : null}
      <output className="done">{said}</output>
      <FailureNotice error={error} />
    </>
  )
}
