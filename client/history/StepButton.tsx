import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

interface StepButtonProps {
  readonly name: string
  readonly to: 'next' | 'previous'
  readonly onClick: () => void
}

/** Goes to the next or the previous one; n and p do the same. */
export function StepButton({ name, to, onClick }: StepButtonProps) {
  return (
    <Button
      kind="quiet"
      className="step"
      title={name}
      aria-label={name}
      aria-keyshortcuts={to === 'next' ? 'n' : 'p'}
      onClick={onClick}
    >
      <span className={`step-${to}`}>
        <Icon name="chevron" />
      </span>
    </Button>
  )
}
