import { type KeyboardEvent, useRef, useState } from 'react'
import { mostFrameOrigins } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { frameOriginIn } from './frame-origin.ts'
import type { Publication } from './readership-queries.ts'
import type { SettingsDraft } from './settings-draft.ts'
import { Snippets } from './Snippets.tsx'

interface EmbeddingFieldsProps {
  /** Of the strategy. */
  readonly name: string
  readonly draft: SettingsDraft
  readonly saved: Publication | null
  readonly onEdit: (part: Partial<SettingsDraft>) => void
}

/** Which sites may show editions in a frame, one by one, and what is pasted there. */
export function EmbeddingFields({ name, draft, saved, onEdit }: EmbeddingFieldsProps) {
  const { t } = useReadershipSpeech()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<'missing' | 'wrong' | 'twice' | 'most' | null>(null)
  const [said, setSaid] = useState('')
  const { embedding } = draft
  const add = () => {
    const origin = frameOriginIn(text)
    field.current?.focus()
    if (text.trim() === '') return setWrong('missing')
    if (origin === null) return setWrong('wrong')
    if (embedding.includes(origin)) return setWrong('twice')
    if (embedding.length >= mostFrameOrigins) return setWrong('most')
    onEdit({ embedding: [...embedding, origin] })
    setText('')
    setSaid(t('set_originAdded', { origin }))
  }
  const remove = (origin: string, place: number) => {
    onEdit({ embedding: embedding.filter((one) => one !== origin) })
    setSaid(t('set_originRemoved', { origin }))
    // To the one that stands there now, or the last one, or where one is added.
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll('button')
      const next = buttons?.[Math.min(place, buttons.length - 1)]
      if (next === undefined) field.current?.focus()
      else next.focus()
    })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    // The rest of the form is saved by its own button.
    event.preventDefault()
    add()
  }
  return (
    <>
      <p>{t('set_embeddingLead')}</p>
      {embedding.length === 0 ? (
        <p className="hint">{t('set_embeddingNone')}</p>
      ) : (
        <ul ref={list} className="bare ruled-list">
          {embedding.map((origin, place) => (
            <li key={origin}>
              <span className="what whole-address">{origin}</span>
              <Button
                aria-label={t('set_originRemove', { origin })}
                onClick={() => remove(origin, place)}
              >
                {t('set_remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="field-and-button">
        <TextField
          ref={field}
          label={t('set_origin')}
          hint={t('set_originHint')}
          error={wrong === null ? undefined : wrongText(wrong)}
          value={text}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onKeyDown={onKey}
          onChange={({ target }) => {
            setText(target.value)
            setWrong(null)
          }}
        />
        <Button onClick={add}>{t('set_originAdd')}</Button>
      </div>
      <output className="unseen">{said}</output>
      {embedding.length > 0 && draft.reach !== 'network' ? (
        <Notice tone="warn">{t('set_frameReach')}</Notice>
      ) : null}
      {embedding.length > 0 ? <Snippets name={name} draft={draft} saved={saved} /> : null}
    </>
  )

  function wrongText(what: NonNullable<typeof wrong>): string {
    switch (what) {
      case 'missing':
        return t('set_originMissing')
      case 'wrong':
        return t('set_originWrong')
      case 'twice':
        return t('set_originTwice')
      case 'most':
        return t('set_originMost', { n: mostFrameOrigins })
    }
  }
}
