import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { fileAddress } from './file-address.ts'
import { fileSize } from './file-size.ts'

/** An attachment to be downloaded: name and size. */
export function FileLink({ attrs }: { readonly attrs: Readonly<Record<string, unknown>> }) {
  const { t, language } = useSpeech()
  const address = fileAddress(attrs)
  const { name, size } = attrs
  const called = typeof name === 'string' && name !== '' ? name : t('file_plain')
  if (address === null) return <p className="file-lost">{t('file_unseen', { name: called })}</p>
  return (
    <a className="file-link" href={address} download={called}>
      <Icon name="file" />
      <span className="file-name">{called}</span>
      {typeof size === 'number' ? (
        <span className="file-size">{fileSize(size, language)}</span>
      ) : null}
      <span className="unseen">, {t('file_download')}</span>
    </a>
  )
}
