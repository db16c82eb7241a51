import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from '../ui/Button.tsx'

interface CrashBoundaryProps {
  /** Where one is: going elsewhere leaves the fault behind. */
  readonly place?: string
  readonly children: ReactNode
}

interface CrashState {
  readonly error: Error | null
}

/** Keeps a fault on one screen from taking the whole app; says what is safe and what to do. */
export class CrashBoundary extends Component<CrashBoundaryProps, CrashState> {
  override state: CrashState = { error: null }

  static getDerivedStateFromError(error: Error): CrashState {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override componentDidUpdate(before: CrashBoundaryProps): void {
    if (this.state.error !== null && before.place !== this.props.place) {
      this.setState({ error: null })
    }
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
