import { initials, unitColour } from './person-mark.ts'

/** Initials on a person's colour. A picture only: the name stands beside it or in its list. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span
      className={`avatar ${unitColour(id)}`}
      aria-hidden="true"
      title={name}
      data-initials={initials(name)}
    />
  )
}
