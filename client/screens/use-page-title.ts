import { useMemo, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import { plainText, rootName, treeOf } from '../net/page-tree.ts'

/** The page's title from its first node, which is the truth; `known` until that is here. */
export function usePageTitle(doc: Y.Doc, known: string): string {
  const store = useMemo(() => titleStore(doc), [doc])
  return useSyncExternalStore(store.subscribe, store.get) ?? known
}

function titleStore(doc: Y.Doc) {
  const fragment = doc.getXmlFragment(rootName)
  const first = () => (fragment.length > 0 ? fragment.get(0) : null)
  const read = () => {
    const node = first()
    return node instanceof Y.XmlElement ? plainText(treeOf(node)) : null
  }
  let title = read()
  return {
    get: () => title,
    subscribe: (listener: () => void) => {
      const look: Parameters<typeof fragment.observeDeep>[0] = (events) => {
        // Most changes are in the text below; only the root's and the title's own matter.
        const node = first()
        const matters = events.some(
          ({ path, target }) => target === fragment || path[0] === 0 || target === node,
        )
        if (!matters) return
        title = read()
        listener()
      }
      title = read()
      fragment.observeDeep(look)
      return () => fragment.unobserveDeep(look)
    },
  }
}
