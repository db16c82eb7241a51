import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Frame } from '../Frame.tsx'
import { useScreenTitle } from '../use-screen-title.ts'

const places = [
  'people',
  'units',
  'roles',
  'invitations',
  'templates',
  'settings',
  'health',
] as const
export type AdminPlace = (typeof places)[number]

interface AdminFrameProps {
  readonly at: AdminPlace
  /** Where the screen lies below its place, its own name; else it has the name of the place. */
  readonly below?: string
  /** One sentence under the heading: what this place is for. */
  readonly lead?: ReactNode
  /** The screen's most important deeds, beside the heading. */
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The frame of each screen of administration: its places in the rail, its heading. */
export function AdminFrame(props: AdminFrameProps) {
  const { t } = useAdminSpeech()
  const place = t(`admin_${props.at}`)
  const title = props.below ?? place
  useScreenTitle(title)
  return (
    <Frame
      railName={t('administration')}
      menuName={t('openAdminMenu')}
      rail={
        <>
          <h2>{t('administration')}</h2>
          <ul className="bare">
            {places.map((one) => (
              <li key={one}>
                <Link
                  href={`/admin/${one}`}
                  aria-current={one === props.at ? (props.below ? 'true' : 'page') : undefined}
                >
                  {t(`admin_${one}`)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      }
      bar={
        <span className="path admin-path">
          <span className="path-above">
            {t('administration')} <span aria-hidden="true">/</span>{' '}
          </span>
          {props.below === undefined ? null : (
            <>
              <Link href={`/admin/${props.at}`}>{place}</Link>{' '}
              <span aria-hidden="true">/</span>{' '}
            </>
          )}
          <strong>{title}</strong>
        </span>
      }
    >
      <main id="content" tabIndex={-1} className={props.wide ? 'sheet admin wide' : 'sheet admin'}>
        <div className="sheet-head">
          <h1>{title}</h1>
          {props.actions === undefined ? null : <div className="actions">{props.actions}</div>}
        </div>
        {props.lead === undefined ? null : <p className="lead">{props.lead}</p>}
        {props.children}
      </main>
    </Frame>
  )
}
