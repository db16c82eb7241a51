import { type FormEvent, useState } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { isPageId } from '../../net/ids.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { listed, placeOf, shownParent, treeOf, withUnder } from './page-order.ts'
import type { DialogPage } from './page-deed.ts'
import { useMovePage, usePages } from './use-pages.ts'

interface MovePageDialogProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Puts a page elsewhere by choosing, for whoever doesn't drag. */
export function MovePageDialog({ page, onClose }: MovePageDialogProps) {
  const { t } = useSpeech()
  const { pages = [] } = usePages(page.strategy)
  const move = useMovePage(page.strategy)
  const [parent, setParent] = useState<string>(() => shownParent(pages, page.id) ?? '')
  const [before, setBefore] = useState<string>(() => placeOf(pages, page.id).before ?? '')
  const own = withUnder(pages, page.id)
  const others = listed(treeOf(pages)).filter((one) => !own.has(one.page.id))
  const title = (words: string) => (words === '' ? t('untitled') : words)
  const siblings = others.filter((one) => (shownParent(pages, one.page.id) ?? '') === parent)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const place = {
      parent: isPageId(parent) ? parent : null,
      before: isPageId(before) ? before : null,
    }
    move.mutate({ page: page.id, place }, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('movePageTitle', { title: title(page.title) })} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <SelectField
          label={t('moveUnder')}
          value={parent}
          onChange={({ target }) => {
            setParent(target.value)
            setBefore('')
          }}
        >
          <option value="">{t('moveAtTop')}</option>
          {others.map(({ page: other, depth }) => (
            <option key={other.id} value={other.id}>
              {'\u2003'.repeat(depth) + title(other.title)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('moveBefore')}
          value={before}
          onChange={({ target }) => setBefore(target.value)}
        >
          {siblings.map(({ page: other }) => (
            <option key={other.id} value={other.id}>
              {t('moveBeforePage', { title: title(other.title) })}
            </option>
          ))}
          <option value="">{t('moveAtEnd')}</option>
        </SelectField>
        <FailureNotice error={move.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary" busy={move.isPending}>
            {t('moveHere')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
