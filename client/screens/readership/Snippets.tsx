import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { useMe } from '../me.ts'
import { currentPath, publishedAddress } from './published-address.ts'
import type { Publication } from './readership-queries.ts'
import type { SettingsDraft } from './settings-draft.ts'

interface SnippetsProps {
  /** Of the strategy. */
  readonly name: string
  readonly draft: SettingsDraft
  readonly saved: Publication | null
}

/** What is pasted into a page of another site: a frame with the whole edition, or with its rules. */
export function Snippets({ name, draft, saved }: SnippetsProps) {
  const { t } = useReadershipSpeech()
  const { organisation } = useMe()
  if (saved === null || draft.slug !== saved.slug) {
    return <p className="hint">{t('set_snippetUnsaved')}</p>
  }
  const address = publishedAddress(organisation, currentPath(saved.slug))
  const parts = [
    { words: t('set_snippetAll'), code: frameOf(address, name, 900) },
    { words: t('set_snippetRules'), code: frameOf(`${address}rules.html`, name, 600) },
  ]
  return (
    <div className="snippets">
      <h3>{t('set_snippets')}</h3>
      {parts.map(({ words, code }) => (
        <figure key={words}>
          <figcaption>{words}</figcaption>
          <pre>
            <code>{code}</code>
          </pre>
          <CopyButton text={code} label={t('set_snippetCopy')} />
        </figure>
      ))}
      <p className="hint">{t('set_sharepoint', { host: new URL(address).host })}</p>
    </div>
  )
}

function frameOf(address: string, title: string, height: number): string {
  return (
    `<iframe src="${escaped(address)}" title="${escaped(title)}"` +
    ` width="100%" height="${height}" style="border: 0" loading="lazy"></iframe>`
  )
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
