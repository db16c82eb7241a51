import type { ApprovalId, StrategyId } from '#contract/ids.ts'
import { ApprovalScreen } from './ApprovalScreen.tsx'
import { AskScreen } from './AskScreen.tsx'
import { PublishingPlace } from './PublishingPlace.tsx'
import { PublishingScreen } from './PublishingScreen.tsx'

/** Where one is in publishing. */
export type PublishingAt =
  | { readonly at: 'home' | 'ask' }
  | { readonly at: 'approval'; readonly approval: ApprovalId }

interface PublishingScreensProps {
  readonly id: StrategyId
  readonly place: PublishingAt
}

/** The screens on which a strategy is approved and published. */
export default function PublishingScreens({ id, place }: PublishingScreensProps) {
  return (
    <PublishingPlace id={id}>
      {(view) => {
        switch (place.at) {
          case 'home':
            return <PublishingScreen {...view} />
          case 'ask':
            return <AskScreen {...view} />
          case 'approval':
            return <ApprovalScreen key={place.approval} {...view} approval={place.approval} />
        }
      }}
    </PublishingPlace>
  )
}
