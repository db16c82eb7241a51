import { type ComponentType, lazy, Suspense } from 'react'
import { useSpeech } from '../../i18n/Language.tsx'

/**
 * A part of a block that is fetched when a page first has such a block: most pages have none, and
 * the words of the block are there without it. Where it can't be fetched it says so.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Part = lazy(async () => {
    try {
      return { default: await load() }
    } catch (error) {
      reportError(error)
      return { default: Missing }
    }
  })
  return function LazyPart(props: Props) {
    return (
      <Suspense>
        <Part {...props} />
      </Suspense>
    )
  }
}

function Missing() {
  const { t } = useSpeech()
  return <p className="hint">{t('part_failed')}</p>
}
