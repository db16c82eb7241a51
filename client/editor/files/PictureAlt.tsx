import { type FocusEvent, type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { longestAlt } from '#contract/file-limits.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'

interface PictureAltProps {
  readonly alt: string
  readonly isDecoration: boolean
  /** Of the page, in which the picture is described. */
  readonly language: string
  readonly onSave: (attributes: { alt: string | null; decorative: true | null }) => void
  readonly onClose: () => void
}

/**
 * Asks what one sees in a picture. Stands under it, so that one sees it meanwhile; what was typed
 * is kept when one goes on elsewhere.
 */
export default function PictureAlt(props: PictureAltProps) {
  const { alt, isDecoration, language, onSave, onClose } = props
  const { t } = useSpeech()
  const [words, setWords] = useState(alt)
  const [only, setOnly] = useState(isDecoration)
  const gaveUp = useRef(false)
  const form = useRef<HTMLFormElement>(null)
  const id = useId()

  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const save = () => {
    // On one line, and of whole characters: the field may have cut one in half at its limit.
    const clean = words
      .replace(/\s+/g, ' ')
      .replace(/[\p{Cc}\p{Cs}]/gu, '')
      .trim()
    const next = only
      ? ({ alt: null, decorative: true } as const)
      : { alt: clean === '' ? null : clean, decorative: null }
    const changed = next.alt !== (alt === '' ? null : alt) || only !== isDecoration
    if (changed) onSave(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
    gaveUp.current = true
    onClose()
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
    if (!gaveUp.current && !currentTarget.contains(relatedTarget)) save()
  }
  return (
    // What it hears is said to the fields and buttons in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="picture-alt"
      onSubmit={submit}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        gaveUp.current = true
        onClose()
      }}
    >
      <div className="field">
        <label htmlFor={id}>{t('picture_altQuestion')}</label>
        <textarea
          id={id}
          className="input"
          // It opens because this was asked for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          rows={2}
          lang={language}
          maxLength={longestAlt}
          aria-describedby={`${id}-hint`}
          readOnly={only}
          value={only ? '' : words}
          onChange={({ target }) => setWords(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            submit(event)
          }}
        />
        <div className="hint" id={`${id}-hint`}>
          {t('picture_altHint')}
        </div>
      </div>
      <label className="picture-only">
        <input type="checkbox" checked={only} onChange={({ target }) => setOnly(target.checked)} />
        {t('picture_onlyDecoration')}
      </label>
      <div className="actions">
        <Button
          onClick={() => {
            gaveUp.current = true
            onClose()
          }}
        >
          {t('cancel')}
        </Button>
        <Button type="submit" kind="primary">
          {t('saveChange')}
        </Button>
      </div>
    </form>
  )
}
