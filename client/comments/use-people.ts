import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { peopleQuery, unitsQuery } from '../net/queries.ts'
import type { Named } from './mention-text.ts'
import { useTalk } from './talk.ts'

/** What those who speak, or are mentioned, are called now. */
export function useNames(): {
  readonly nameOf: (person: string) => string
  readonly mentionName: (kind: Named['kind'], id: string) => string
} {
  const { t } = useCommentsSpeech()
  const { speakers, units, me } = useTalk()
  const all = useMentionable()
  const names = useMemo(() => {
    const names = new Map<string, string>()
    for (const { id, name } of all) names.set(id, name)
    for (const { id, name } of units) names.set(id, name)
    for (const { id, name } of speakers.values()) names.set(id, name)
    return names.set(me.id, me.name)
  }, [all, units, speakers, me])
  const nameOf = useCallback((person: string) => names.get(person) ?? t('somebody'), [names, t])
  return useMemo(() => ({ nameOf, mentionName: (_, id) => nameOf(id) }), [nameOf])
}

export interface Mentionable extends Named {
  /** Their unit, to tell people of one name apart. */
  readonly words: string
}

/**
 * Whom one may mention: everybody there is, and the units; a guest, who may not look people up,
 * those who have said something here.
 */
export function useMentionable(): readonly Mentionable[] {
  const { speakers, me } = useTalk()
  const { compare } = useCommentsSpeech()
  // An event of the server says when they have changed.
  const people = useQuery({ ...peopleQuery, enabled: !me.guest, staleTime: Infinity }).data
  const units = useQuery({ ...unitsQuery, enabled: !me.guest, staleTime: Infinity }).data
  return useMemo(() => {
    const unitNames = new Map<string | null, string>(
      (units ?? []).map(({ id, name }) => [id, name]),
    )
    const known: readonly Mentionable[] =
      people === undefined
        ? [...speakers.values()].map(({ id, name, unit }) => ({
            kind: 'person',
            id,
            name,
            words: unit ?? '',
          }))
        : people
            .filter(({ deactivatedAt }) => deactivatedAt === null)
            .map(({ id, name, unit }) => ({
              kind: 'person',
              id,
              name,
              words: unitNames.get(unit) ?? '',
            }))
    const byName = (a: Mentionable, b: Mentionable) => compare(a.name, b.name)
    return [
      ...known.toSorted(byName),
      ...(units ?? [])
        .map(({ id, name }): Mentionable => ({ kind: 'unit', id, name, words: '' }))
        .toSorted(byName),
    ]
  }, [people, units, speakers, compare])
}
