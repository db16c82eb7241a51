import { type ReactNode, useId } from 'react'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly name: string
  /** What it means, in a sentence. */
  readonly means?: string
}

interface ChoicesProps<Value extends string> {
  readonly legend: ReactNode
  readonly choices: readonly Choice<Value>[]
  readonly value: Value
  readonly onChoice: (value: Value) => void
}

/** One of a few, all of them in sight with what they mean. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{props.legend}</legend>
      {props.choices.map(({ value, name: words, means }) => (
        <label key={value} className="choice">
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            aria-labelledby={`${name}-${value}`}
            aria-describedby={means === undefined ? undefined : `${name}-${value}-means`}
            onChange={() => props.onChoice(value)}
          />
          <span>
            <span className="choice-name" id={`${name}-${value}`}>
              {words}
            </span>
            {means === undefined ? null : (
              <span className="hint" id={`${name}-${value}-means`}>
                {means}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
