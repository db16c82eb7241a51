import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { SelectField } from '../../ui/Field.tsx'

interface DigestTimeProps {
  readonly wishes: Pick<Reply<'getWishes'>, 'hour' | 'timeZone'>
  /** With words that say what was saved. */
  readonly onChange: (
    change: { readonly hour: number } | { readonly timeZone: string },
    words: string,
  ) => void
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

/** At which hour of which clock the daily e-mail goes; the device's own time zone stands first. */
export function DigestTime({ wishes, onChange }: DigestTimeProps) {
  const { t } = useNoticesSpeech()
  const { hour, timeZone } = wishes
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const others = [...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])]
    .filter((zone) => zone !== here)
    .toSorted()
  const saved = (next: Partial<typeof wishes>) =>
    t('digestSaved', { hour: clock(next.hour ?? hour), zone: next.timeZone ?? timeZone })
  return (
    <fieldset className="form digest">
      <legend>{t('digest')}</legend>
      <p className="hint">{t('digestHint')}</p>
      <div className="two">
        <SelectField
          label={t('digestHour')}
          value={hour}
          onChange={({ target }) => {
            const next = { hour: Number(target.value) }
            onChange(next, saved(next))
          }}
        >
          {hours.map((one) => (
            <option key={one} value={one}>
              {clock(one)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('timeZone')}
          value={timeZone}
          onChange={({ target }) => {
            const next = { timeZone: target.value }
            onChange(next, saved(next))
          }}
        >
          <option value={here}>{t('timeZoneHere', { zone: zoneName(here) })}</option>
          {others.map((zone) => (
            <option key={zone} value={zone}>
              {zoneName(zone)}
            </option>
          ))}
        </SelectField>
      </div>
    </fieldset>
  )
}

const zoneName = (zone: string) => zone.replaceAll('_', ' ')
