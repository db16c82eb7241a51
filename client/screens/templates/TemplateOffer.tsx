import { useEffect, useId, useRef } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import type { OfferedTemplate } from './template-groups.ts'

interface TemplateOfferProps {
  readonly name: string
  readonly hint?: string
  readonly items: readonly OfferedTemplate[]
  readonly isChosen: (id: string) => boolean
  readonly onTurn: (id: string) => void
  readonly onLook: (id: string) => void
  /** The one that is being looked at; its button gets the focus back. */
  readonly looked: string | null
}

/** Several of many templates, by title and purpose; each can be looked at first. */
export function TemplateOffer(props: TemplateOfferProps) {
  const { t } = useSpeech()
  const { name, hint, items, isChosen, onTurn, onLook, looked } = props
  const id = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (looked === null && last.current !== null) {
      list.current?.querySelector<HTMLElement>(`[data-look="${last.current}"] button`)?.focus()
    }
    last.current = looked
  }, [looked])
  if (items.length === 0) return null
  return (
    <fieldset
      ref={list}
      className="template-offer"
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend>{name}</legend>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ul className="bare">
        {items.map((item) => (
          <li key={item.id} data-look={item.id}>
            <label className="choice">
              <input
                type="checkbox"
                checked={isChosen(item.id)}
                aria-labelledby={`${id}-${item.id}`}
                aria-describedby={`${id}-${item.id}-means`}
                onChange={() => onTurn(item.id)}
              />
              <span lang={item.language}>
                <span className="choice-name" id={`${id}-${item.id}`}>
                  {item.title}
                </span>
                <span className="hint" id={`${id}-${item.id}-means`}>
                  {item.purpose}
                </span>
              </span>
            </label>
            <Button
              kind="quiet"
              aria-label={t('previewOf', { title: item.title })}
              onClick={() => onLook(item.id)}
            >
              {t('preview')}
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
