import { useSpeech } from '../../../i18n/Language.tsx'
import { DayField } from '../DayField.tsx'
import { PersonPicker } from '../PersonPicker.tsx'
import type { BlockProps } from '../slots.ts'

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null)

/** Done or not; its name is the text of the item. */
export function TaskCheck({ node, set }: BlockProps) {
  const { t } = useSpeech()
  const text = node.firstChild?.textContent ?? ''
  return (
    <label className="task-check">
      <input
        type="checkbox"
        aria-label={t('task_done', { text: text === '' ? t('task_unnamed') : text })}
        checked={node.attrs['checked'] === true}
        onChange={({ target }) => set({ checked: target.checked ? true : null })}
      />
    </label>
  )
}

/** By whom and until when. */
export function TaskFacts({ node, set }: BlockProps) {
  const { t } = useSpeech()
  const { checked, owner, due } = node.attrs
  return (
    <>
      <PersonPicker
        label={t('task_owner')}
        value={textOrNull(owner)}
        onChange={(person) => set({ owner: person })}
      />
      <DayField
        label={t('task_due')}
        value={textOrNull(due)}
        done={checked === true}
        onChange={(day) => set({ due: day })}
      />
    </>
  )
}
