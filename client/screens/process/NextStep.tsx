import { useId } from 'react'
import { Link } from 'wouter'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import type { NextStep as Step } from './next-step.ts'

interface NextStepProps {
  readonly step: Step
  readonly onAddPage: (() => void) | null
}

/** One sentence and one button: what to do next. */
export function NextStep({ step, onAddPage }: NextStepProps) {
  const { t } = useSpeech()
  const id = useId()
  const { kind, page, open } = step
  const title = page?.title || t('untitled')
  const words = {
    begin: () => t('nextBegin', { title }),
    write: () => t('nextWrite', { title }),
    'go-on': () => t('nextGoOn', { title, n: open }),
    look: () => t('nextLook', { title }),
    agree: () => t('nextAgree', { title }),
    'agree-unasked': () => t('nextAgreeUnasked', { title }),
    agreed: () => t('nextAgreed'),
    read: () => t('nextRead', { title }),
    'no-pages': () => t('nextNoPages'),
  }
  return (
    <section className="next-step" aria-labelledby={id}>
      <h2 id={id}>{t('nextTitle')}</h2>
      <p>{words[kind]()}</p>
      {page !== null ? (
        <Link href={`/pages/${page.id}`} className="button primary">
          {t('nextOpen')}
        </Link>
      ) : kind === 'no-pages' && onAddPage !== null ? (
        <Button kind="primary" onClick={onAddPage}>
          {t('addPage')}
        </Button>
      ) : null}
    </section>
  )
}
