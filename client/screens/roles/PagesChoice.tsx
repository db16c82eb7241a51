import type { PageId, StrategyId } from '#contract/ids.ts'
import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../../i18n/Language.tsx'
import { pagesQuery } from '../../net/queries.ts'
import { CheckList } from '../../ui/CheckList.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { useMe } from '../me.ts'

interface PagesChoiceProps {
  readonly strategy: StrategyId
  readonly legend: string
  /** The only pages; null = the whole strategy. */
  readonly pages: readonly PageId[] | null
  readonly onChange: (pages: readonly PageId[] | null) => void
  readonly error: string | undefined
}

/** The whole strategy, or only some of its pages. */
export function PagesChoice({ strategy, legend, pages, onChange, error }: PagesChoiceProps) {
  const { t } = useSpeech()
  const { person } = useMe()
  const list = useQuery(pagesQuery(person.id, strategy)).data ?? []
  return (
    <div className="pages-choice">
      <Choices
        legend={legend}
        value={pages === null ? 'all' : 'some'}
        choices={[
          { value: 'all', name: t('wholeStrategy'), means: t('wholeStrategyMeans') },
          { value: 'some', name: t('somePages'), means: t('somePagesMeans') },
        ]}
        onChoice={(which) => onChange(which === 'all' ? null : [])}
      />
      {pages === null ? null : (
        <CheckList
          legend={t('somePages')}
          items={list.map(({ id, title, language }) => ({
            id,
            name: title === '' ? t('untitled') : title,
            lang: language,
          }))}
          checked={new Set<string>(pages)}
          onChange={(checked) => onChange(list.flatMap(({ id }) => (checked.has(id) ? [id] : [])))}
          error={error}
        />
      )}
    </div>
  )
}
