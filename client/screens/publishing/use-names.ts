import { useMemo } from 'react'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import type { Publishing } from '../../net/publishing-queries.ts'

/** What to call the people whom an answer of the server names; others are "somebody". */
export function useNames(people: Publishing['people']): (person: string) => string {
  const { t } = usePublishingSpeech()
  return useMemo(() => {
    const names = new Map<string, string>(people.map(({ id, name }) => [id, name]))
    return (person) => names.get(person) ?? t('somebody')
  }, [people, t])
}
