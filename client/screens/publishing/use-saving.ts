import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { StrategyId } from '#contract/ids.ts'
import { fetchFile } from '../../net/bytes.ts'
import type { EditionView } from '../../net/publishing-queries.ts'
import { download } from '../../ui/download.ts'
import type { EditionFormat } from './EditionMenu.tsx'

interface Wanted {
  readonly edition: EditionView
  readonly format: EditionFormat
}

/** Fetches an edition as a file and gives it to the person; what is under way ends with the screen. */
export function useSaving(strategy: StrategyId) {
  const underWay = useRef<AbortController | null>(null)
  useEffect(() => () => underWay.current?.abort(), [])
  return useMutation({
    mutationFn: ({ edition, format }: Wanted) => {
      underWay.current?.abort()
      underWay.current = new AbortController()
      const input = { id: strategy, edition: edition.id, format }
      return fetchFile('exportEdition', input, underWay.current.signal)
    },
    onSuccess: ({ name, type, bytes }) => download(name, type, bytes),
    gcTime: 0,
  })
}
