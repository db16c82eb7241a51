import { useSpeech } from '../../../i18n/Language.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { ReadingProps } from '../reading.ts'
import { drawField } from '../row-reading.tsx'
import { stanceIcons, stanceOf } from './stances.ts'

/** A rule card as readers see it. */
export function RuleReading({ part, draw }: ReadingProps) {
  const { t, language } = useSpeech()
  const stance = stanceOf(part.attrs['stance'])
  const rule = drawField(part, 'ruleText', draw)
  const more = (['ruleWhy', 'ruleExample', 'ruleAsk'] as const)
    .map((name) => ({ name, words: drawField(part, name, draw) }))
    .filter(({ words }) => words !== null)
  if (rule === null && more.length === 0) return null
  return (
    <article
      className="rule-card"
      data-stance={stance ?? undefined}
      data-nameless={rule === null ? '' : undefined}
      aria-label={t('rule')}
    >
      <p className="rule-card-before" lang={language}>
        <span className="rule-number" aria-hidden="true" />
        {stance === null ? null : (
          <span className="rule-stance">
            <span data-stance={stance}>
              <Icon name={stanceIcons[stance]} />
              {t(`rule_${stance}`)}
            </span>
          </span>
        )}
      </p>
      <div className="rule-card-text">
        <p className="row-field ruleText">
          <span className="row-words">{rule}</span>
        </p>
        {more.map(({ name, words }) => (
          <p key={name} className={`row-field ${name}`}>
            <span className="row-label" lang={language}>
              {t(`field_${name}`)}
            </span>
            <span className="row-words">{words}</span>
          </p>
        ))}
      </div>
    </article>
  )
}
