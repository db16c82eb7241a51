/**
 * A decision flow as a picture: a spine of questions and actions, from each question a branch to
 * what is done when the answer is yes. Drawn by the stylesheet, so that it works on phones too; the
 * numbered steps say the same, so it is one picture for screen readers.
 */
import type { ReactNode } from 'react'
import { useSpeech } from '../../../i18n/Language.tsx'

export interface FlowStep {
  readonly kind: 'ask' | 'do'
  readonly then: 'next' | 'end'
  readonly title: string
  readonly action: string
  readonly who: string
  /** The owner's name, or null. */
  readonly owner: string | null
  /** "within 15 minutes", or null. */
  readonly within: string | null
}

/** Draws the steps in their order. */
export function FlowPicture({ steps }: { readonly steps: readonly FlowStep[] }) {
  const { t } = useSpeech()
  return (
    // A picture made of text, which stands beside it as text: there is no file to show.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="flow-picture" role="img" aria-label={t('flow_picture')}>
      {steps.map((step, place) => (
        // A step is its place in the flow.
        // oxlint-disable-next-line react/no-array-index-key
        <Step key={place} step={step} number={place + 1} isLast={place === steps.length - 1} />
      ))}
    </div>
  )
}

interface StepProps {
  readonly step: FlowStep
  readonly number: number
  readonly isLast: boolean
}

function Step({ step, number, isLast }: StepProps) {
  const { t } = useSpeech()
  const { kind, title, action, who, owner, within } = step
  const doers = [who, owner].filter((one) => one !== null && one !== '').join(', ')
  const facts = (
    <>
      {within === null ? null : <span className="flow-time">{within}</span>}
      {doers === '' ? null : <span className="flow-who">{doers}</span>}
    </>
  )
  const name = (
    <span className="flow-name">
      <span className="flow-number">{number}</span> {title || t('step_unnamed', { n: number })}
    </span>
  )
  const ends = step.then === 'end'
  if (kind === 'do') {
    return (
      <div className="flow-step do">
        <div className="flow-node">
          {name}
          {action === '' ? null : <span className="flow-action">{action}</span>}
          {facts}
        </div>
        {ends || isLast ? <End>{t('flow_end')}</End> : <Down />}
      </div>
    )
  }
  return (
    <div className="flow-step ask">
      <div className="flow-node">{name}</div>
      <div className="flow-branch">
        <span className="flow-answer">{t('flow_yes')}</span>
        <div className="flow-yes">
          <span className="flow-action">{action}</span>
          {facts}
          <span className={ends || isLast ? 'flow-then end' : 'flow-then'}>
            {ends || isLast ? t('flow_end') : t('flow_goOn', { n: number + 1 })}
          </span>
        </div>
      </div>
      {isLast ? (
        <End>{t('flow_end')}</End>
      ) : (
        <Down>
          <span className="flow-answer">{t('flow_no')}</span>
        </Down>
      )}
    </div>
  )
}

function Down({ children }: { readonly children?: ReactNode }) {
  return <div className="flow-down">{children}</div>
}

function End({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <div className="flow-down" />
      <div className="flow-ending">{children}</div>
    </>
  )
}
