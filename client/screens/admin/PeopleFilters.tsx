import type { Unit } from '#contract/records.ts'
import { useAdminSpeech } from '../../i18n/AdminLanguage.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { kinds, type PeopleFilter, states } from './people-filter.ts'

interface PeopleFiltersProps {
  readonly filter: PeopleFilter
  readonly units: readonly Unit[]
  readonly onChange: (filter: PeopleFilter) => void
}

/** Search and filters over the list of people. */
export function PeopleFilters({ filter, units, onChange }: PeopleFiltersProps) {
  const { t } = useAdminSpeech()
  return (
    <search className="filters">
      <label className="search-field">
        <Icon name="search" />
        <span className="unseen">{t('searchEverybody')}</span>
        <input
          className="input"
          type="search"
          placeholder={t('searchEverybody')}
          autoComplete="off"
          spellCheck={false}
          value={filter.words}
          onChange={({ target }) => onChange({ ...filter, words: target.value })}
        />
      </label>
      <select
        className="input"
        aria-label={t('unit')}
        value={filter.unit}
        onChange={({ target }) => {
          const unit = units.find(({ id }) => id === target.value)?.id
          onChange({ ...filter, unit: unit ?? (target.value === 'none' ? 'none' : '') })
        }}
      >
        <option value="">{t('anyUnit')}</option>
        {units.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value="none">{t('noUnit')}</option>
      </select>
      <select
        className="input"
        aria-label={t('organisationRole')}
        value={filter.kind}
        onChange={({ target }) =>
          onChange({ ...filter, kind: kinds.find((kind) => kind === target.value) ?? '' })
        }
      >
        <option value="">{t('anyRole')}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind_${kind}`)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={t('mayComeIn')}
        value={filter.state}
        onChange={({ target }) =>
          onChange({
            ...filter,
            state: states.find((state) => state === target.value) ?? 'active',
          })
        }
      >
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`state_${state}`)}
          </option>
        ))}
      </select>
    </search>
  )
}
