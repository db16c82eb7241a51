interface CheckListProps {
  readonly legend: string
  readonly items: readonly { readonly id: string; readonly name: string; readonly lang?: string }[]
  readonly checked: ReadonlySet<string>
  readonly onChange: (checked: ReadonlySet<string>) => void
  /** What is wrong, in words. */
  readonly error?: string | undefined
}

/** Several of many. */
export function CheckList({ legend, items, checked, onChange, error }: CheckListProps) {
  return (
    <fieldset className="check-list">
      <legend className="unseen">{legend}</legend>
      {items.map(({ id, name, lang }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={checked.has(id)}
            onChange={({ target }) => {
              const next = new Set(checked)
              if (target.checked) next.add(id)
              else next.delete(id)
              onChange(next)
            }}
          />
          <span lang={lang}>{name}</span>
        </label>
      ))}
      {error === undefined ? null : (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
