import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { unreadQuery } from '../net/notice-queries.ts'
import { Icon } from '../ui/Icon.tsx'
import { Logo } from '../ui/Logo.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { useMe } from './me.ts'
import { useIdle } from './pages/use-idle.ts'

interface FrameProps {
  /** What stands in the rail under the organisation's name. */
  readonly rail: ReactNode
  /** Name of the rail for screen readers. */
  readonly railName: string
  /** Name of the button that opens the rail where it is a drawer. */
  readonly menuName?: string
  readonly bar: ReactNode
  /** Is what the screen is opened for there? What can wait is fetched after it. */
  readonly there?: boolean
  readonly children: ReactNode
}

/** The frame of every screen inside: rail at the left (a drawer where it is narrow), bar, content. */
export function Frame({ rail, railName, menuName, bar, there = true, children }: FrameProps) {
  const { t } = useSpeech()
  const idle = useIdle(there)
  const { data: unread = 0 } = useQuery({ ...unreadQuery, enabled: idle })
  const [open, setOpen] = useState(false)
  return (
    <div className="frame">
      <RailContent name={railName} unread={unread}>
        {rail}
      </RailContent>
      <div className="main">
        <header className="bar">
          <button
            type="button"
            className="button quiet only-narrow"
            aria-label={
              unread === 0
                ? (menuName ?? t('openMenu'))
                : `${menuName ?? t('openMenu')}. ${t('inboxUnread', { n: unread })}`
            }
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <Icon name="menu" />
            <UnreadMark n={unread} />
          </button>
          {bar}
        </header>
        {children}
      </div>
      {open ? (
        <Drawer onClose={() => setOpen(false)}>
          <RailContent name={railName} unread={unread}>
            {rail}
          </RailContent>
        </Drawer>
      ) : null}
    </div>
  )
}

/** More than fit into the mark are not counted there. */
const mostMarked = 99

/** How many notices are unread; a picture only, whatever it stands in says it. */
function UnreadMark({ n }: { readonly n: number }) {
  if (n === 0) return null
  return (
    <span className="unread-mark" aria-hidden="true">
      {n > mostMarked ? `${mostMarked}+` : n}
    </span>
  )
}

interface RailContentProps {
  readonly name: string
  readonly unread: number
  readonly children: ReactNode
}

function RailContent({ name, unread, children }: RailContentProps) {
  const { t } = useSpeech()
  const { organisation, person } = useMe()
  const [location] = useLocation()
  return (
    <nav className="rail" aria-label={name}>
      <div className="rail-head">
        <Link href="/" className="brand" title={t('home')}>
          <Logo />
          {organisation.name}
        </Link>
        <Link
          href="/inbox"
          className="bell"
          aria-label={unread === 0 ? t('inbox') : t('inboxUnread', { n: unread })}
          aria-current={location === '/inbox' ? 'page' : undefined}
          title={t('inbox')}
        >
          <Icon name="bell" />
          <UnreadMark n={unread} />
        </Link>
      </div>
      <div className="rail-list">{children}</div>
      <div>
        {mayInOrganisation(person.role, 'organisation.manage') ? (
          <Link
            href="/admin"
            className="rail-admin"
            aria-current={location.startsWith('/admin') ? 'true' : undefined}
          >
            <Icon name="sliders" />
            {t('administration')}
          </Link>
        ) : null}
        <AccountMenu />
      </div>
    </nav>
  )
}

function Drawer({
  onClose,
  children,
}: {
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { t } = useSpeech()
  const [location] = useLocation()
  const opened = useRef(location)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    if (opened.current !== location) onClose()
  }, [location, onClose])
  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-label={t('menu')}
      onCancel={onClose}
      onClose={onClose}
    >
      <button type="button" className="button quiet drawer-close" onClick={onClose}>
        <Icon name="close" />
        {t('close')}
      </button>
      {children}
    </dialog>
  )
}
