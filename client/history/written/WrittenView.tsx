import { ReplayView } from '../ReplayView.tsx'
import type { ViewProps } from '../view-props.ts'

/** Who wrote what of the page as it was at a moment. */
export function WrittenView(props: ViewProps) {
  return <ReplayView {...props} />
}
