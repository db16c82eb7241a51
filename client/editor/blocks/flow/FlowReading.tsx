import { useSpeech } from '../../../i18n/Language.tsx'
import { Caption } from '../AddRow.tsx'
import { useKnownPeople } from '../person-name.ts'
import type { ReadingProps } from '../reading.ts'
import { drawField, oneOf, rowsOf, wordsOf } from '../row-reading.tsx'
import { FlowPicture } from './FlowPicture.tsx'
import { withinWords } from './within.ts'

/** The flow for those who read: numbered steps, and the picture of them. */
export function FlowReading({ part, draw }: ReadingProps) {
  const { t } = useSpeech()
  const { nameOf } = useKnownPeople()
  const steps = rowsOf(part).map((row) => {
    const { owner, within, clock } = row.attrs
    return {
      row,
      kind: oneOf(['ask'], row.attrs['kind']) ?? ('do' as const),
      then: oneOf(['end'], row.attrs['then']) ?? ('next' as const),
      title: wordsOf(row, 'stepTitle'),
      action: wordsOf(row, 'stepAction'),
      who: wordsOf(row, 'stepWho'),
      owner: typeof owner === 'string' ? nameOf(owner).name : null,
      within: withinWords(t, within, clock),
    }
  })
  return (
    <section className="rows-read">
      <Caption name="flow" />
      <ol className="bare">
        {steps.map(({ row, ...step }, place) => {
          const who = drawField(row, 'stepWho', draw)
          const action = drawField(row, 'stepAction', draw)
          return (
            // A step is its place in the flow.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={place} data-row="">
              <p className="row-name">
                {drawField(row, 'stepTitle', draw) ?? t('step_unnamed', { n: place + 1 })}
              </p>
              {action === null ? null : (
                <p>
                  {step.kind === 'ask' ? <strong>{t('flow_yes')}: </strong> : null}
                  {action}
                </p>
              )}
              <p className="rows-aside">
                {[step.within, step.then === 'end' ? t('step_then_end') : null]
                  .filter((one) => one !== null)
                  .join(' · ')}
                {who === null ? null : <span className="rows-line">{who}</span>}
                {step.owner === null ? null : (
                  <span className="rows-line">
                    {t('step_owner')}: {step.owner}
                  </span>
                )}
              </p>
            </li>
          )
        })}
      </ol>
      <FlowPicture steps={steps} />
    </section>
  )
}
