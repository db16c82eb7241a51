import type { PageId } from '#contract/ids.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useFavourites } from './use-favourites.ts'

interface StarProps {
  readonly page: { readonly id: PageId; readonly title: string }
}

/** Puts a page among my favourites, or takes it away. */
export function Star({ page }: StarProps) {
  const { t } = useSpeech()
  const { isFavourite, setFavourite } = useFavourites()
  const favourite = isFavourite(page.id)
  const name = t('favouriteOf', { title: page.title || t('untitled') })
  return (
    <button
      type="button"
      className="bar-icon star"
      aria-pressed={favourite}
      aria-label={name}
      title={t(favourite ? 'favouriteTake' : 'favouriteAdd')}
      onClick={() => setFavourite(page, !favourite)}
    >
      <Icon name="star" />
    </button>
  )
}
