import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Input, Reply } from '../../net/api.ts'
import { fetchBytes, fetchFile, type GivenFile } from '../../net/bytes.ts'
import type { EditionView } from '../../net/publishing-queries.ts'
import { download } from '../../ui/download.ts'
import type { EditionFormat } from './EditionMenu.tsx'

interface Wanted {
  readonly edition: EditionView
  readonly format: EditionFormat
}

/** Fetches an edition as a file and gives it to the person; what is under way ends with the screen. */
export function useSaving(strategy: Pick<Reply<'getStrategy'>, 'id' | 'name'>) {
  const underWay = useRef<AbortController | null>(null)
  useEffect(() => () => underWay.current?.abort(), [])
  return useMutation({
    mutationFn: ({ edition, format }: Wanted) => {
      underWay.current?.abort()
      underWay.current = new AbortController()
      const input = { id: strategy.id, edition: edition.id, format }
      return format === 'paste'
        ? fetchPaste(input, `${strategy.name} ${edition.number}.html`, underWay.current.signal)
        : fetchFile('exportEdition', input, underWay.current.signal)
    },
    onSuccess: ({ name, type, bytes }) => download(name, type, bytes),
    gcTime: 0,
  })
}

/** HTML to paste is shown by the server, not given as a file: it has no name there. */
async function fetchPaste(
  input: Input<'exportEdition'>,
  name: string,
  signal: AbortSignal,
): Promise<GivenFile> {
  const bytes = await fetchBytes('exportEdition', input, signal)
  return { name, type: 'text/html; charset=utf-8', bytes }
}
