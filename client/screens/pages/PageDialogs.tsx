/** What is asked before something is done with a page as a whole. */
import type { PageId, StrategyId } from '#contract/ids.ts'
import { AddPageDialog } from '../AddPageDialog.tsx'
import { SaveTemplateDialog } from '../templates/SaveTemplateDialog.tsx'
import { MovePageDialog } from './MovePageDialog.tsx'
import { RenamePageDialog } from './RenamePageDialog.tsx'
import { TrashPage } from './TrashPage.tsx'

export type PageDeed = 'rename' | 'add' | 'move' | 'template' | 'trash'

export interface DialogPage {
  readonly id: PageId
  readonly strategy: StrategyId
  readonly title: string
}

interface PageDialogsProps {
  readonly page: DialogPage
  readonly deed: PageDeed
  readonly onClose: () => void
}

/** The dialog of one deed. */
export default function PageDialogs({ page, deed, onClose }: PageDialogsProps) {
  switch (deed) {
    case 'rename':
      return <RenamePageDialog page={page} onClose={onClose} />
    case 'add':
      return <AddPageDialog strategy={page.strategy} under={page} onClose={onClose} />
    case 'move':
      return <MovePageDialog page={page} onClose={onClose} />
    case 'template':
      return <SaveTemplateDialog page={page} onClose={onClose} />
    case 'trash':
      return <TrashPage page={page} onClose={onClose} />
  }
}
