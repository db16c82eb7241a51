import { useId } from 'react'
import type { FieldName } from '#contract/page-blocks.ts'
import { useSpeech } from '../../../i18n/Language.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { RowMenu } from '../RowMenu.tsx'
import { intoField } from '../rows.ts'
import type { BlockProps } from '../slots.ts'
import { stanceIcons, stanceOf, stances } from './stances.ts'

/** The number of the rule, and whether it says what to do or what not to do. */
export function RuleHead({ node, set }: BlockProps) {
  const { t } = useSpeech()
  const name = useId()
  const chosen = stanceOf(node.attrs['stance'])
  return (
    <>
      <span className="rule-number" aria-hidden="true" />
      <fieldset className="rule-stance" data-chosen={chosen ?? undefined}>
        <legend className="unseen">{t('rule_stance')}</legend>
        {stances.map((stance) => (
          <label
            key={stance}
            data-stance={stance}
            title={chosen === null ? undefined : t('rule_turn')}
          >
            <input
              type="radio"
              name={name}
              checked={stance === chosen}
              onChange={() => set({ stance })}
              // Only the chosen one is seen: pressed again it turns into the other.
              onClick={() => {
                if (stance === chosen) set({ stance: stance === 'do' ? 'dont' : 'do' })
              }}
            />
            <Icon name={stanceIcons[stance]} />
            {t(`rule_${stance}`)}
          </label>
        ))}
      </fieldset>
    </>
  )
}

/** Fields that a rule can do without, and the words that ask for them. */
const optional = ['ruleWhy', 'ruleExample', 'ruleAsk'] as const satisfies readonly FieldName[]

/** What the card could still say, while nobody writes in it; and what can be done with the card. */
export function RuleFoot(props: BlockProps) {
  const { editor, node, place } = props
  const { t } = useSpeech()
  const write = (field: number) => {
    const at = place()
    if (at === undefined) return
    editor.view.focus()
    editor.view.dispatch(intoField(editor.state.tr, at, field, 'end').scrollIntoView())
  }
  return (
    <>
      <div className="rule-prompts">
        {optional.map((field, before) =>
          node.maybeChild(before + 1)?.childCount === 0 ? (
            <button key={field} type="button" onClick={() => write(before + 1)}>
              <Icon name="plus" />
              {t(`field_${field}`)}
            </button>
          ) : null,
        )}
      </div>
      <RowMenu {...props} />
    </>
  )
}
