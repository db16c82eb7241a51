import { longestSlug } from '#contract/edition-shape.ts'
import { useReadershipSpeech } from '../../i18n/readership/ReadershipLanguage.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useMe } from '../me.ts'
import { currentPath, publishedAddress } from './published-address.ts'
import type { Publication } from './readership-queries.ts'
import type { Problems, SettingsDraft } from './settings-draft.ts'

interface AddressFieldsProps {
  readonly draft: SettingsDraft
  readonly saved: Publication | null
  readonly problem: Problems['slug'] | 'taken'
  readonly onEdit: (part: Partial<SettingsDraft>) => void
}

/** Where readers find it: the name in the address, checked as it is written, and the whole of it. */
export function AddressFields({ draft, saved, problem, onEdit }: AddressFieldsProps) {
  const { t } = useReadershipSpeech()
  const { organisation } = useMe()
  const addressOf = (slug: string) => publishedAddress(organisation, currentPath(slug))
  const wrong = problem === 'missing' || problem === 'wrong'
  return (
    <>
      <TextField
        label={t('set_slug')}
        hint={t('set_slugHint')}
        error={problemText()}
        value={draft.slug}
        maxLength={longestSlug}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ target }) => onEdit({ slug: target.value })}
      />
      <dl className="address-shown">
        <dt>{t('set_whole')}</dt>
        <dd className="whole-address">{wrong ? '–' : addressOf(draft.slug)}</dd>
      </dl>
      {saved !== null && draft.slug !== saved.slug ? (
        <Notice tone="warn">{t('set_slugChanges', { old: addressOf(saved.slug) })}</Notice>
      ) : null}
    </>
  )

  function problemText(): string | undefined {
    switch (problem) {
      case null:
        return undefined
      case 'missing':
        return t('set_slugMissing')
      case 'wrong':
        return t('set_slugWrong')
      case 'taken':
        return t('set_slugTaken')
    }
  }
}
