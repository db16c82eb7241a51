import type { FormEvent } from 'react'
import { useSpeech } from '../i18n/Language.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'

interface TableShape {
  readonly rows: number
  readonly cols: number
  readonly withHeaderRow: boolean
  readonly withHeaderColumn: boolean
}

interface TableDialogProps {
  readonly onTable: (table: TableShape) => void
  readonly onClose: () => void
}

/** Asks how large a table is to be. */
export function TableDialog({ onTable, onClose }: TableDialogProps) {
  const { t } = useSpeech()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onTable({
      rows: Number(form.get('rows')),
      cols: Number(form.get('columns')),
      withHeaderRow: form.has('header'),
      withHeaderColumn: form.has('headerColumn'),
    })
  }
  return (
    <Dialog title={t('tableTitle')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <div className="two">
          <TextField
            label={t('tableRows')}
            name="rows"
            type="number"
            min={1}
            max={50}
            defaultValue={3}
            required
          />
          <TextField
            label={t('tableColumns')}
            name="columns"
            type="number"
            min={1}
            max={12}
            defaultValue={3}
            required
          />
        </div>
        <label className="check">
          <input type="checkbox" name="header" defaultChecked />
          {t('tableHeader')}
        </label>
        <label className="check">
          <input type="checkbox" name="headerColumn" />
          {t('tableHeaderColumn')}
        </label>
        <div className="actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" kind="primary">
            {t('tableInsert')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
