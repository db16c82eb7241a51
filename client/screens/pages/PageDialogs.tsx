/** What is asked before something is done with a page as a whole. */
import TakeAlongDialog from '../taking/TakeAlongDialog.tsx'
import AddPageDialog from '../templates/AddPageDialog.tsx'
import { SaveTemplateDialog } from '../templates/SaveTemplateDialog.tsx'
import { MovePageDialog } from './MovePageDialog.tsx'
import type { DialogPage, PageDeed } from './page-deed.ts'
import { RenamePageDialog } from './RenamePageDialog.tsx'
import { TrashPage } from './TrashPage.tsx'
import { WatchPageDialog } from './WatchPageDialog.tsx'

interface PageDialogsProps {
  readonly page: DialogPage
  readonly deed: PageDeed
  readonly onClose: () => void
}

/** The dialog of one deed. */
export default function PageDialogs({ page, deed, onClose }: PageDialogsProps) {
  switch (deed) {
    case 'watch':
      return <WatchPageDialog page={page} onClose={onClose} />
    case 'rename':
      return <RenamePageDialog page={page} onClose={onClose} />
    case 'add':
      return <AddPageDialog strategy={page.strategy} under={page} onClose={onClose} />
    case 'move':
      return <MovePageDialog page={page} onClose={onClose} />
    case 'take':
      return <TakeAlongDialog what={{ kind: 'page', ...page }} onClose={onClose} />
    case 'template':
      return <SaveTemplateDialog page={page} onClose={onClose} />
    case 'trash':
      return <TrashPage page={page} onClose={onClose} />
  }
}
