import { useState } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from './Button.tsx'
import { copy } from './copy.ts'
import { Icon } from './Icon.tsx'

interface CopyButtonProps {
  readonly text: string
  readonly label: string
  readonly kind?: 'primary' | 'plain'
}

/** Copies a text, and says that it did, or that one has to do it oneself. */
export function CopyButton({ text, label, kind = 'plain' }: CopyButtonProps) {
  const { t } = useSpeech()
  // Of another text nothing is known yet.
  const [copied, setCopied] = useState<{ readonly text: string; readonly done: boolean }>()
  const known = copied?.text === text ? copied : undefined
  return (
    <>
      <Button kind={kind} onClick={() => void copy(text).then((done) => setCopied({ text, done }))}>
        <Icon name={known?.done === true ? 'check' : 'copy'} />
        {known?.done === true ? t('copied') : label}
      </Button>
      <output className={known?.done === false ? 'hint' : 'unseen'}>
        {known === undefined ? '' : known.done ? t('copied') : t('copyByHand')}
      </output>
    </>
  )
}
