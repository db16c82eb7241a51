import { useSpeech } from '../../i18n/Language.tsx'
import type { Reply } from '../../net/api.ts'
import { useMe } from '../me.ts'
import { useStanding } from './use-standing.ts'

/** What a guest is told about roles: their own. */
export function OwnRole({ strategy }: { readonly strategy: Reply<'getStrategy'> }) {
  const { t, date } = useSpeech()
  const { person } = useMe()
  const { only } = useStanding(strategy)
  return (
    <p>
      {t(`ownRole_${strategy.role}`)}{' '}
      {only === null ? null : `${t('ownRolePages', { n: only.length })} `}
      {person.endsAt === null ? null : t('ownRoleUntil', { date: date(person.endsAt) })}
    </p>
  )
}
