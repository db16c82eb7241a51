import { useSpeech } from '../../../i18n/Language.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import type { BlockProps } from '../slots.ts'
import { toneIcons, toneOf, tones } from './tones.ts'

/** Says what kind of callout it is, and lets one choose another. */
export function CalloutTone({ node, set }: BlockProps) {
  const { t } = useSpeech()
  const tone = toneOf(node.attrs['tone'])
  return (
    <span className="callout-tone">
      <Icon name={toneIcons[tone]} />
      <select
        aria-label={t('callout_tone')}
        value={tone}
        onChange={({ target }) => {
          const chosen = toneOf(target.value)
          set({ tone: chosen === 'note' ? null : chosen })
        }}
      >
        {tones.map((one) => (
          <option key={one} value={one}>
            {t(`callout_${one}`)}
          </option>
        ))}
      </select>
    </span>
  )
}
