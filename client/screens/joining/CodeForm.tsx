import { type FormEvent, useState } from 'react'
import type { Translate } from '../../i18n/catalogue.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { textIn } from '../../ui/form-text.ts'
import { type CodeFault, codeFault, codeIn } from './code-shape.ts'

interface CodeFormProps {
  /** What was given before and is to be looked at once more. */
  readonly before: string
  readonly onCode: (code: string) => void
}

/** Where an invitation's code is typed or pasted, from a slip of paper or a screen. */
export function CodeForm({ before, onCode }: CodeFormProps) {
  const { t } = useSpeech()
  const [fault, setFault] = useState<CodeFault | null>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = codeIn(textIn(new FormData(event.currentTarget), 'code'))
    const found = codeFault(code)
    setFault(found)
    if (found !== null) return
    // What was typed in goes; the focus would be nowhere.
    document.getElementById('content')?.focus()
    onCode(code)
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={t('join_code')}
        hint={t('join_codeHint')}
        error={fault === null ? undefined : faultText(t, fault)}
        onChange={() => setFault(null)}
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

function faultText(t: Translate, fault: CodeFault): string {
  return fault.of === 'length' ? t('join_codeLength', { n: fault.n }) : t('join_codeLetters')
}
