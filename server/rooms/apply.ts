import * as Y from 'yjs'

/**
 * Applies updates in one transaction, and exactly them: Yjs tidies up formatting after a remote
 * transaction, in edits of its own that nobody made and no log holds, so this one calls itself
 * local. Whoever replays a log has to do the same.
 */
export function applyExactly(doc: Y.Doc, updates: Iterable<Uint8Array>): void {
  doc.transact((transaction) => {
    for (const update of updates) Y.applyUpdate(doc, update)
    transaction.local = true
  })
}
