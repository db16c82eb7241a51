import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { mayInOrganisation } from '#contract/permissions.ts'
import { useSpeech } from '../i18n/Language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Logo } from '../ui/Logo.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { useMe } from './me.ts'

interface FrameProps {
  /** What stands in the rail under the organisation's name. */
  readonly rail: ReactNode
  /** Name of the rail for screen readers. */
  readonly railName: string
  /** Name of the button that opens the rail where it is a drawer. */
  readonly menuName?: string
  readonly bar: ReactNode
  readonly children: ReactNode
}

/** The frame of every screen inside: rail at the left (a drawer where it is narrow), bar, content. */
export function Frame({ rail, railName, menuName, bar, children }: FrameProps) {
  const { t } = useSpeech()
  const [open, setOpen] = useState(false)
  return (
    <div className="frame">
      <RailContent name={railName}>{rail}</RailContent>
      <div className="main">
        <header className="bar">
          <button
            type="button"
            className="button quiet only-narrow"
            aria-label={menuName ?? t('openMenu')}
            aria-expanded={open}
            onClick={() => setOpen(true)}
          >
            <Icon name="menu" />
          </button>
          {bar}
        </header>
        {children}
      </div>
      {open ? (
        <Drawer onClose={() => setOpen(false)}>
          <RailContent name={railName}>{rail}</RailContent>
        </Drawer>
      ) : null}
    </div>
  )
}

function RailContent({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  const { t } = useSpeech()
  const { organisation, person } = useMe()
  const [location] = useLocation()
  return (
    <nav className="rail" aria-label={name}>
      <Link href="/" className="brand" title={t('home')}>
        <Logo />
        {organisation.name}
      </Link>
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
