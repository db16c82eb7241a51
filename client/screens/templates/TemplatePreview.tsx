import { useQuery } from '@tanstack/react-query'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import type { Language } from '#contract/records.ts'
import { drawn } from '../../editor/drawn.tsx'
import { useSpeech } from '../../i18n/Language.tsx'
import { plainText } from '../../net/page-tree.ts'
import { templateQuery } from '../../net/pages-queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { FailureNotice } from '../FailureNotice.tsx'
import { blockLabels } from '../pages/block-labels.ts'
import { blocksOf } from './template-tree.ts'

interface TemplatePreviewProps {
  readonly template: string
  readonly language: Language
  readonly onBack: () => void
  /** What one may decide while looking. */
  readonly action?: ReactNode
}

/** The page that a template makes, as its readers see it. */
export function TemplatePreview({ template, language, onBack, action }: TemplatePreviewProps) {
  const { t } = useSpeech()
  const shown = useQuery(templateQuery(template, language))
  const back = useRef<HTMLDivElement>(null)
  useEffect(() => back.current?.querySelector('button')?.focus(), [])
  const [title, ...blocks] = blocksOf(shown.data?.content)
  const labels = blockLabels(t)
  return (
    <div className="template-preview">
      <div ref={back} className="template-preview-bar">
        <Button kind="quiet" onClick={onBack}>
          <Icon name="undo" />
          {t('previewBack')}
        </Button>
        <span className="hint">{t('previewNote')}</span>
        {action}
      </div>
      <FailureNotice error={shown.error} />
      {/* What it holds scrolls, also by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="template-sheet" tabIndex={0} aria-busy={shown.isPending}>
        {shown.isPending ? (
          <>
            <div className="bone title" />
            <div className="bone line" />
            <div className="bone line short" />
          </>
        ) : null}
        {shown.data === undefined ? null : (
          <article>
            <div className="page-text" lang={language}>
              <h1>{title === undefined ? shown.data.title : plainText(title)}</h1>
              {shown.data.keyQuestion === '' ? null : (
                <p className="key-question">{shown.data.keyQuestion}</p>
              )}
              {blocks.map((block, place) => (
                <Fragment key={place}>{drawn(block, labels)}</Fragment>
              ))}
            </div>
          </article>
        )}
      </section>
    </div>
  )
}
