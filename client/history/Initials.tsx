import { initials } from '../ui/person-mark.ts'

interface InitialsProps {
  readonly of: { readonly name: string; readonly colour: string }
}

/** Somebody's initials beside what they did; the name is said in words elsewhere. */
export function Initials({ of: { name, colour } }: InitialsProps) {
  return (
    <sup
      className={`by-initials ${colour}`}
      aria-hidden="true"
      title={name}
      data-initials={initials(name)}
    />
  )
}
