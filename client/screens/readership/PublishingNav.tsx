import { Link } from 'wouter'
import {
  ReadershipLanguage,
  useReadershipSpeech,
} from '../../i18n/readership/ReadershipLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { useStanding } from '../roles/use-standing.ts'
import './publishing-nav.css'

/** The places of the publishing area, in the order in which they are shown. */
export const publishingPlaces = ['editions', 'feedback', 'readings', 'settings'] as const
export type PublishingPlace = (typeof publishingPlaces)[number]

interface PublishingNavProps {
  readonly strategy: Pick<Reply<'getStrategy'>, 'id' | 'role'>
  /** The place one is at. */
  readonly at: PublishingPlace
}

/** The way between the places of the publishing area. It brings its own words. */
export function PublishingNav(props: PublishingNavProps) {
  return (
    <ReadershipLanguage waiting={<div className="publishing-nav" />}>
      <SpokenNav {...props} />
    </ReadershipLanguage>
  )
}

/** The same, for those who have the words already. */
export function SpokenNav({ strategy, at }: PublishingNavProps) {
  const { t } = useReadershipSpeech()
  const { may } = useStanding(strategy)
  // Who has read it is counted for facilitators alone.
  const shown = publishingPlaces.filter((place) => place !== 'readings' || may('edition.manage'))
  return (
    <nav className="publishing-nav" aria-label={t('publishing')}>
      <ul className="bare">
        {shown.map((place) => (
          <li key={place}>
            <Link
              href={addressOfPlace(strategy.id, place)}
              aria-current={place === at ? 'page' : undefined}
            >
              {t(`pub_${place}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where a place of the publishing area is, for the router. */
export function addressOfPlace(strategy: string, place: PublishingPlace): string {
  const area = `/strategies/${strategy}/publishing`
  return place === 'editions' ? area : `${area}/${place}`
}
