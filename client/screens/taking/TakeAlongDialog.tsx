import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { TakingLanguage, useTakingSpeech } from '../../i18n/taking/TakingLanguage.tsx'
import type { Input } from '../../net/api.ts'
import { fetchFile, type GivenFile } from '../../net/bytes.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { download } from '../../ui/download.ts'
import { FailureNotice } from '../FailureNotice.tsx'
import type { Taken } from './taken.ts'
import './taking.css'

interface TakeAlongDialogProps {
  readonly what: Taken
  readonly onClose: () => void
}

type Asked = Pick<Input<'exportPage'>, 'extent' | 'format'>

/** As they stand: what most want comes first. */
const formats = ['docx', 'pdf', 'html', 'md'] as const satisfies readonly Asked['format'][]

/**
 * Asks as what kind of file a page or a strategy is taken along, and saves it. It stays afterwards:
 * it says under which name, and another kind may be wanted too.
 */
export default function TakeAlongDialog(props: TakeAlongDialogProps) {
  return (
    <TakingLanguage>
      <Spoken {...props} />
    </TakingLanguage>
  )
}

function Spoken({ what, onClose }: TakeAlongDialogProps) {
  const { t } = useTakingSpeech()
  const id = useId()
  const [format, setFormat] = useState<Asked['format']>('docx')
  const [whole, setWhole] = useState(false)
  const { saving, giveUp } = useSaving(what)
  const { isPending, isError, isSuccess, error, data, mutate } = saving
  const title = what.title === '' ? t('untitled') : what.title
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isPending) mutate({ extent: whole ? 'whole' : 'clean', format })
  }
  return (
    <Dialog title={t('taking_title', { title })} onClose={onClose}>
      <form className="form taking" onSubmit={submit}>
        {what.kind === 'strategy' ? <p>{t('taking_allPages')}</p> : null}
        <Choices
          legend={t('taking_format')}
          choices={formats.map((value) => ({
            value,
            name: t(`taking_${value}`),
            means: t(`taking_${value}Means`),
          }))}
          value={format}
          onChoice={(value) => {
            setFormat(value)
            giveUp()
          }}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={whole}
            aria-labelledby={`${id}-whole`}
            aria-describedby={`${id}-means`}
            onChange={({ target }) => {
              setWhole(target.checked)
              giveUp()
            }}
          />
          <span>
            <span className="choice-name" id={`${id}-whole`}>
              {t('taking_whole')}
            </span>
            <span className="hint" id={`${id}-means`}>
              {t('taking_wholeHint')}
            </span>
          </span>
        </label>
        <FailureNotice error={error} />
        <div className="actions">
          <Button kind={isSuccess ? 'primary' : 'plain'} onClick={onClose}>
            {t(isSuccess ? 'close' : 'cancel')}
          </Button>
          <Button type="submit" kind={isSuccess ? 'plain' : 'primary'} busy={isPending}>
            {t(isError ? 'tryAgain' : 'taking_save')}
          </Button>
          <div className="taking-state">
            <output>
              {isPending ? t('taking_making') : null}
              {isSuccess ? t('taking_saved', { name: data.name }) : null}
            </output>
            {isPending ? <progress aria-label={t('taking_making')} /> : null}
          </div>
        </div>
      </form>
    </Dialog>
  )
}

/** Fetches the file and gives it to the person; what is under way ends with the dialog. */
function useSaving(what: Taken) {
  const underWay = useRef<AbortController | null>(null)
  useEffect(() => () => underWay.current?.abort(), [])
  const saving = useMutation({
    mutationFn: (asked: Asked) => {
      underWay.current = new AbortController()
      return fetched(what, asked, underWay.current.signal)
    },
    onSuccess: ({ name, type, bytes }) => download(name, type, bytes),
    gcTime: 0,
  })
  /** Something else is wanted: what is under way is not, and what was said is over. */
  const giveUp = () => {
    underWay.current?.abort()
    saving.reset()
  }
  return { saving, giveUp }
}

function fetched(what: Taken, asked: Asked, signal: AbortSignal): Promise<GivenFile> {
  switch (what.kind) {
    case 'page':
      return fetchFile('exportPage', { id: what.id, ...asked }, signal)
    case 'strategy':
      return fetchFile('exportStrategy', { id: what.id, ...asked }, signal)
  }
}
