import { useEffect, useId, useRef } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import type { TemplateGroup } from './template-groups.ts'

interface TemplateChoiceProps {
  readonly groups: readonly TemplateGroup[]
  readonly isPending: boolean
  /** A template's id; '' for an empty page. */
  readonly chosen: string
  readonly onChoose: (id: string) => void
  readonly onLook: (id: string) => void
  /** The one that is being looked at; its button gets the focus back. */
  readonly looked: string | null
}

const groupNames = {
  unused: 'templatesUnused',
  own: 'templatesOwn',
  used: 'templatesUsed',
} as const

/** One of the templates, or an empty page; each can be looked at first. */
export function TemplateChoice(props: TemplateChoiceProps) {
  const { t } = useSpeech()
  const { groups, chosen, onChoose, onLook, looked } = props
  const name = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (looked === null && last.current !== null) {
      list.current?.querySelector<HTMLElement>(`[data-look="${last.current}"] button`)?.focus()
    }
    last.current = looked
  }, [looked])
  return (
    <fieldset ref={list} className="template-choice">
      <legend>{t('pageBeginsWith')}</legend>
      <OneTemplate
        group={name}
        title={t('fromNothing')}
        means={t('fromNothingMeans')}
        isChosen={chosen === ''}
        onChoose={() => onChoose('')}
      />
      {props.isPending ? <div className="bone line" aria-hidden="true" /> : null}
      {groups.map(({ id, items }) => (
        <section key={id} aria-label={t(groupNames[id])}>
          <h3>{t(groupNames[id])}</h3>
          <ul className="bare">
            {items.map((item) => (
              <li key={item.id} data-look={item.id}>
                <OneTemplate
                  group={name}
                  title={item.title}
                  means={item.purpose}
                  language={item.language}
                  isChosen={chosen === item.id}
                  onChoose={() => onChoose(item.id)}
                />
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
        </section>
      ))}
    </fieldset>
  )
}

interface OneTemplateProps {
  readonly group: string
  readonly title: string
  readonly means: string
  readonly language?: string
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function OneTemplate({ group, title, means, language, isChosen, onChoose }: OneTemplateProps) {
  const id = useId()
  return (
    <label className="choice">
      <input
        type="radio"
        name={group}
        checked={isChosen}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-means`}
        onChange={onChoose}
      />
      <span lang={language}>
        <span className="choice-name" id={`${id}-name`}>
          {title}
        </span>
        <span className="hint" id={`${id}-means`}>
          {means}
        </span>
      </span>
    </label>
  )
}
