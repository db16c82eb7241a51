import { useSpeech } from '../../../i18n/Language.tsx'
import { type Branch, isText, plainText } from '../../../net/page-tree.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Inside } from '../Inside.tsx'
import type { ReadingProps } from '../reading.ts'
import { toneIcons, toneOf } from './tones.ts'

/** A callout as readers see it. */
export function CalloutReading(props: ReadingProps) {
  const { t, language } = useSpeech()
  const tone = toneOf(props.part.attrs['tone'])
  return (
    <div className="callout" role="note" data-tone={tone} aria-label={t(`callout_${tone}`)}>
      <p className="callout-before" lang={language} aria-hidden="true">
        <span className="callout-tone">
          <Icon name={toneIcons[tone]} />
          {t(`callout_${tone}`)}
        </span>
      </p>
      <div className="callout-text">
        <Inside {...props} />
      </div>
    </div>
  )
}

/** What is folded away, as readers see it; whether it is open is their own. */
export function DetailsReading({ part, draw }: ReadingProps) {
  const inner = part.content.filter((child): child is Branch => !isText(child))
  const [summary, content] = inner
  if (plainText(part).trim() === '') return null
  return (
    <details className="details-reading">
      <summary>{summary === undefined ? null : <Inside part={summary} draw={draw} />}</summary>
      {content === undefined ? null : <Inside part={content} draw={draw} />}
    </details>
  )
}
