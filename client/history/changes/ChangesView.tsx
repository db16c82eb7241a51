import { ReplayView } from '../ReplayView.tsx'
import type { ViewProps } from '../view-props.ts'

/** What changed between two moments. */
export function ChangesView(props: ViewProps) {
  return <ReplayView {...props} />
}
