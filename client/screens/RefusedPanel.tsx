import { useState } from 'react'
import type { Doc } from 'yjs'
import { useSpeech } from '../i18n/Language.tsx'
import type { Translate } from '../i18n/catalogue.ts'
import { type Aside, lockedCode } from '../net/asides.ts'
import type { Branch } from '../net/page-tree.ts'
import { refusedText } from '../net/refused-text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'

interface RefusedPanelProps {
  readonly aside: Aside
  /** The page as the server has it; null while that is unknown. */
  readonly page: Doc | null
  readonly title: string
  /** Puts the blocks at the end of the page; null where one may not write. */
  readonly onPutIn: ((blocks: readonly Branch[]) => void) | null
  readonly onDiscard: () => void
}

/** Text that was not accepted: why, the text itself, and what one can do with it. */
export function RefusedPanel({ aside, page, title, onPutIn, onDiscard }: RefusedPanelProps) {
  const { t, date } = useSpeech()
  const [refused] = useState(() => refusedText(aside, page))
  const [copied, setCopied] = useState(false)
  const [asking, setAsking] = useState(false)
  const [put, setPut] = useState(false)

  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([refused.text], { type: 'text/plain' }))
    link.download = `${title === '' ? 'talkoot' : title}.txt`
    link.click()
    URL.revokeObjectURL(link.href)
  }

  return (
    <section className="refused" aria-labelledby={`refused-${aside.id}`}>
      <h2 id={`refused-${aside.id}`}>{t('refusedTitle')}</h2>
      <p>{t('refusedBecause', { reason: reasonFor(t, aside.code) })}</p>
      {refused.text === '' ? (
        <p className="hint">{t('refusedNothing')}</p>
      ) : (
        <textarea readOnly aria-label={t('refusedTitle')} value={refused.text} rows={3} />
      )}
      <p className="hint">
        {t('refusedSince', { date: date(aside.at) })}
        {aside.code === lockedCode && onPutIn === null ? ` ${t('refusedUntilUnlocked')}` : null}
      </p>
      <div className="actions">
        {refused.text === '' ? null : (
          <>
            <Button
              onClick={() =>
                void navigator.clipboard.writeText(refused.text).then(() => setCopied(true))
              }
            >
              {copied ? t('copied') : t('copyText')}
            </Button>
            <Button onClick={download}>{t('download')}</Button>
            {onPutIn === null ? null : (
              <Button
                busy={put}
                onClick={() => {
                  onPutIn(refused.blocks)
                  setPut(true)
                }}
              >
                {put ? t('putInDone') : t('putIn')}
              </Button>
            )}
          </>
        )}
        <Button kind="quiet" onClick={() => (refused.text === '' ? onDiscard() : setAsking(true))}>
          {t('discard')}
        </Button>
      </div>
      <output className="unseen">{copied ? t('copied') : ''}</output>
      {asking ? (
        <Dialog title={t('discardTitle')} onClose={() => setAsking(false)}>
          <div className="form">
            <p>{put ? t('putInDone') : t('discardText')}</p>
            <div className="actions">
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button kind="danger" onClick={onDiscard}>
                {t('discardYes')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}

function reasonFor(t: Translate, code: number): string {
  switch (code) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
    case 8:
    case 9:
      return t(`refused_${code}`)
    case lockedCode:
      return t('refused_locked')
    default:
      return t('refused_other')
  }
}
