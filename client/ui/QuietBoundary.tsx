import { Component, type ReactNode } from 'react'

interface QuietBoundaryProps {
  readonly children: ReactNode
}

/**
 * Keeps a fault in something that is not needed to read and write, or its file not being there,
 * from taking the screen: nothing is drawn in its place, and a fault is reported.
 */
export class QuietBoundary extends Component<QuietBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown): void {
    // Without a connection a file that was never fetched is not there: that is no fault.
    if (!isNotFetched(error)) reportError(error)
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children
  }
}

/** What browsers, and Vite for a style sheet, say of a file that did not come. */
function isNotFetched(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|importing a module script|preload CSS/i.test(error.message)
  )
}
