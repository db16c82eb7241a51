import type { FormEvent } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { codeIn } from './use-link-code.ts'

interface CodeFormProps {
  /** What was given before and is to be looked at once more. */
  readonly before: string
  readonly onCode: (code: string) => void
}

/** Where an invitation's code is typed or pasted, from a slip of paper or a screen. */
export function CodeForm({ before, onCode }: CodeFormProps) {
  const { t } = useSpeech()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = codeIn(textIn(new FormData(event.currentTarget), 'code'))
    if (code === '') return
    // What was typed in goes; the focus would be nowhere.
    document.getElementById('content')?.focus()
    onCode(code)
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('join_code')}
        hint={t('join_codeHint')}
        name="code"
        defaultValue={before}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={400}
        required
      />
      <div className="actions">
        <Button type="submit" kind="primary">
          {t('goOn')}
        </Button>
      </div>
    </form>
  )
}
