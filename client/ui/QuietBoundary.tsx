import { Component, type ReactNode } from 'react'

interface QuietBoundaryProps {
  readonly children: ReactNode
}

/**
 * Keeps a fault in something that is not needed to read and write, or its file not being there,
 * from taking the screen: it is reported, and nothing is drawn in its place.
 */
export class QuietBoundary extends Component<QuietBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    reportError(error)
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}
