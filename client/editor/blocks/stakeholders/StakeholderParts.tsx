import { useSpeech } from '../../../i18n/Language.tsx'
import { RowsCaption } from '../AddRow.tsx'
import { Choice } from '../Choice.tsx'
import { setAttributes } from '../block-view.ts'
import { RowMenu } from '../RowMenu.tsx'
import type { BlockProps } from '../slots.ts'
import { StakeholderMap } from './StakeholderMap.tsx'

export const levels = [1, 2, 3, 4, 5] as const

/** A level that an attribute says, or null. */
export const levelOf = (attribute: unknown) => levels.find((level) => level === attribute) ?? null

/** The picture above the rows, from the same attributes; both write them. */
export function StakeholdersHead(props: BlockProps) {
  const { editor, node, place } = props
  const stakeholders = node.children.map(({ attrs, firstChild }) => ({
    name: firstChild?.textContent.trim() ?? '',
    power: levelOf(attrs['power']),
    interest: levelOf(attrs['interest']),
  }))
  const move = (index: number, to: { readonly power: number; readonly interest: number }) => {
    const at = place()
    const block = at === undefined ? null : editor.state.doc.nodeAt(at)
    const row = block?.maybeChild(index)
    if (at === undefined || !block || !row) return
    const before = block.children.slice(0, index).reduce((size, one) => size + one.nodeSize, 0)
    const { power, interest } = row.attrs
    if (power === to.power && interest === to.interest) return
    setAttributes(editor, at + 1 + before, {
      ...(power !== to.power && { power: to.power }),
      ...(interest !== to.interest && { interest: to.interest }),
    })
  }
  return (
    <>
      <RowsCaption {...props} />
      <StakeholderMap stakeholders={stakeholders} onMove={move} />
    </>
  )
}

/** What a stakeholder has besides its words. */
export function StakeholderChoices(props: BlockProps) {
  const { t } = useSpeech()
  const { node, set } = props
  const { side, power, interest } = node.attrs
  const named = levels.map((value) => ({ value, name: t(`stakeholder_level_${value}`) }))
  return (
    <>
      <div className="row-choices">
        <Choice
          label={t('stakeholder_side')}
          value={side}
          options={(['outside', 'inside'] as const).map((value) => ({
            value,
            name: t(`stakeholder_side_${value}`),
          }))}
          onChange={(value) => set({ side: value })}
        />
        <Choice
          label={t('stakeholder_power')}
          value={power}
          options={named}
          onChange={(value) => set({ power: value })}
        />
        <Choice
          label={t('stakeholder_interest')}
          value={interest}
          options={named}
          onChange={(value) => set({ interest: value })}
        />
      </div>
      <RowMenu {...props} />
    </>
  )
}
