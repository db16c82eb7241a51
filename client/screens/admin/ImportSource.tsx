import { type DragEvent, type FormEvent, useState } from 'react'
import type { AdminTranslate } from '../../i18n/admin-catalogue.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { csvFile, longestCsv, textOfFile } from './csv-file.ts'
import { useSeparator } from './use-separator.ts'

interface ImportSourceProps {
  /** What was read the last time. */
  readonly csv: string
  readonly busy: boolean
  readonly onRead: (csv: string) => void
}

/** Where the table comes from: a file that is dropped or chosen, or text that is pasted. */
export function ImportSource({ csv, busy, onRead }: ImportSourceProps) {
  const { t } = useAdminSpeech()
  const separator = useSeparator()
  const [text, setText] = useState(csv)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState<'importTooLong' | 'importNoText' | null>(null)

  const read = (found: string) => {
    const problem =
      found.length > longestCsv ? 'importTooLong' : found.trim() === '' ? 'importNoText' : null
    setWrong(problem)
    if (problem === null) onRead(found)
  }
  const readFile = async (file: File | undefined) => {
    if (file === undefined || busy) return
    // Whatever is far too large is not worth reading; UTF-16 takes two bytes a letter.
    if (file.size > 2 * longestCsv) return setWrong('importTooLong')
    const found = textOfFile(new Uint8Array(await file.arrayBuffer()))
    setText(found)
    read(found)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void readFile(event.dataTransfer.files[0])
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) read(text)
  }
  return (
    <form className="form import-source" onSubmit={submit}>
      <div
        className={over ? 'drop dragged' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <label className="button plain">
          {t('chooseCsv')}
          <input
            type="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            onChange={({ target }) => {
              void readFile(target.files?.[0])
              // The same file can be chosen again once it was corrected.
              target.value = ''
            }}
          />
        </label>
        <p className="hint">{t('dropCsv')}</p>
      </div>
      <div className="field">
        <label htmlFor="import-text">{t('pasteCsv')}</label>
        <textarea
          id="import-text"
          className="input"
          rows={7}
          spellCheck={false}
          aria-describedby="import-columns"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="hint" id="import-columns">
          {t('csvColumns')}
        </p>
      </div>
      {wrong === null ? null : <Notice tone="danger">{t(wrong)}</Notice>}
      <div className="actions">
        <Button type="submit" kind="primary" busy={busy}>
          {busy ? t('rehearsing') : t('rehearse')}
        </Button>
        <Button
          onClick={() => download(t('csvExampleName'), 'text/csv', csvFile(example(t), separator))}
        >
          <Icon name="download" />
          {t('csvExample')}
        </Button>
      </div>
      {busy ? <progress className="progress" aria-label={t('rehearsing')} /> : null}
    </form>
  )
}

/** Three lines that show every column; the headings are in the reader's language. */
function example(t: AdminTranslate): string[][] {
  const heading = (['name', 'email', 'unit', 'role', 'manager'] as const).map((column) =>
    t(`csv_${column}`),
  )
  const [yes, units] = [t('csv_yes'), [t('csvUnit1'), t('csvUnit2')]]
  return [
    heading,
    [t('csvPerson1'), 'anna.example@example.org', units[0] ?? '', t('csv_member'), yes],
    [t('csvPerson2'), 'erik.example@example.org', units[0] ?? '', t('csv_member'), ''],
    [t('csvPerson3'), 'kim.example@example.org', units[1] ?? '', t('csv_admin'), ''],
  ]
}
