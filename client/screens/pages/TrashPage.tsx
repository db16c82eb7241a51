import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { call } from '../../net/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { withUnder } from './page-order.ts'
import type { DialogPage } from './page-deed.ts'
import { useUndo } from './undo.ts'
import { usePages } from './use-pages.ts'

interface TrashPageProps {
  readonly page: DialogPage
  readonly onClose: () => void
}

/** Puts a page into the trash: at once where it stands alone, asking where others go with it. */
export function TrashPage({ page, onClose }: TrashPageProps) {
  const { t } = useSpeech()
  const queries = useQueryClient()
  const [location, travel] = useLocation()
  const offer = useUndo()
  const { pages } = usePages(page.strategy)
  const with_ = pages === undefined ? null : withUnder(pages, page.id)
  const title = page.title === '' ? t('untitled') : page.title
  const trash = useMutation({
    mutationFn: () => call('trashPage', { id: page.id }),
    onSuccess: async () => {
      // Whoever is on what went away comes to the strategy: nothing else is left to be on.
      if ([...(with_ ?? [])].some((id) => location === `/pages/${id}`)) {
        travel(`/strategies/${page.strategy}`)
      }
      offer({
        text: t('trashed', { title }),
        undo: async () => {
          await call('restorePage', { id: page.id })
          await queries.invalidateQueries({ queryKey: ['strategies', page.strategy] })
        },
      })
      await queries.invalidateQueries({ queryKey: ['strategies', page.strategy] })
      onClose()
    },
  })
  const { mutate } = trash
  const asked = useRef(false)
  const alone = with_?.size === 1
  useEffect(() => {
    if (!alone || asked.current) return
    asked.current = true
    mutate()
  }, [alone, mutate])
  if (alone && !trash.isError) return null
  return (
    <Dialog title={t('trashTitle', { title })} onClose={onClose}>
      <div className="form">
        <p>{alone ? t('trashKept') : t('trashWith', { n: (with_?.size ?? 1) - 1 })}</p>
        <FailureNotice error={trash.error} />
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="danger" busy={trash.isPending} onClick={() => mutate()}>
            {t('trashYes')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
