import { useEffect, useState } from 'react'
import { countWords } from '#contract/words.ts'

/** How many words of the page are selected, counted at rest. */
export function useSelectedWords(): number {
  const [words, setWords] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      const selection = getSelection()
      const at = selection?.anchorNode?.parentElement?.closest('.page-text')
      const isWords = selection !== null && !selection.isCollapsed && at
      setWords(isWords ? countWords(selection.toString()) : 0)
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(count, 150)
    }
    document.addEventListener('selectionchange', later)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', later)
    }
  }, [])
  return words
}
