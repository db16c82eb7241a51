import type { Input } from '../../net/api.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { EditionView } from '../../net/publishing-queries.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'

export type EditionFormat = Input<'exportEdition'>['format']

/** What can be done with an edition. */
export interface EditionDeeds {
  readonly save: (edition: EditionView, format: EditionFormat) => void
  /** Null where one may only read. */
  readonly withdraw: ((edition: EditionView) => void) | null
}

const formats = ['zip', 'pdf', 'paste'] as const satisfies readonly EditionFormat[]

interface EditionMenuProps {
  readonly edition: EditionView
  readonly deeds: EditionDeeds
}

/** Saving an edition as a file, and withdrawing it. Nothing of one that is withdrawn already. */
export function EditionMenu({ edition, deeds }: EditionMenuProps) {
  const { t } = usePublishingSpeech()
  const { save, withdraw } = deeds
  if (edition.state === 'withdrawn') return null
  const items: readonly MenuItem[] = [
    ...formats.map((format): MenuItem => ({
      id: format,
      name: t(`publishing_${format}`),
      icon: format === 'paste' ? 'code' : 'download',
      onChoose: () => save(edition, format),
    })),
    ...(withdraw === null
      ? []
      : [
          {
            id: 'withdraw',
            name: t('withdraw_item'),
            icon: 'undo',
            danger: true,
            onChoose: () => withdraw(edition),
          } satisfies MenuItem,
        ]),
  ]
  return (
    <Menu
      label={t('publishing_deeds', { number: edition.number })}
      items={items}
      className="button quiet"
    >
      <Icon name="dots" />
    </Menu>
  )
}
