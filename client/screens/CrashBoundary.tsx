import { Component, type ReactNode } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from '../ui/Button.tsx'

interface CrashBoundaryProps {
  /** Where one is: going elsewhere leaves the fault behind. */
  readonly place?: string
  readonly children: ReactNode
}

interface CrashState {
  readonly error: Error | null
  readonly place: string | undefined
}

/** Keeps a fault on one screen from taking the whole app; says what is safe and what to do. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null, place: this.props.place }

  static getDerivedStateFromError(error: Error): Partial<CrashState> {
    return { error }
  }

  static getDerivedStateFromProps(props: CrashBoundaryProps, state: CrashState): CrashState | null {
    return props.place === state.place ? null : { error: null, place: props.place }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Crash error={this.state.error} />
  }
}

function Crash({ error }: { readonly error: Error }) {
  const { t } = useSpeech()
  return (
    <main id="content" tabIndex={-1} className="plain-screen">
      <h1>{t('crashTitle')}</h1>
      <p>{t('crashText')}</p>
      <div className="actions">
        <Button kind="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
      </div>
      <details className="crash-detail">
        <summary>{t('crashDetail')}</summary>
        <pre>{error.message}</pre>
      </details>
    </main>
  )
}
