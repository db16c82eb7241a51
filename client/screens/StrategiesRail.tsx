import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useSpeech } from '../i18n/Language.tsx'
import { strategiesQuery } from '../net/queries.ts'
import { softened } from './soft-hyphens.ts'
import { useMe } from './me.ts'

/** The strategies of the organisation, in the rail of the screens that belong to none. */
export function StrategiesRail() {
  const { t } = useSpeech()
  const { person } = useMe()
  const strategies = useQuery(strategiesQuery(person.id))
  return (
    <>
      <h2>{t('strategies')}</h2>
      <ul className="bare">
        {strategies.data?.map((strategy) => (
          <li key={strategy.id}>
            <Link href={`/strategies/${strategy.id}`} lang={strategy.language}>
              {softened(strategy.name, strategy.language)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
