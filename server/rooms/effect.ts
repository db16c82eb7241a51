/** What an update really does to a document, and in which bytes that is to be kept. */
import * as Y from 'yjs'
import { pageRoot } from '#contract/page-schema.ts'
import type { DecodedUpdate } from './decode.ts'
import type { SharedType } from './places.ts'
import type { Touched } from './repair.ts'

export type Effect =
  | { readonly is: 'nothing' }
  /** Exactly what the sender's bytes say: those can be kept and passed on. */
  | { readonly is: 'exact'; readonly touched: ReadonlySet<Touched>; readonly titleTouched: boolean }
  | {
      readonly is: 'changed'
      readonly update: Uint8Array
      readonly touched: ReadonlySet<Touched>
      readonly titleTouched: boolean
    }

/**
 * Runs `change` in one transaction and says what it did.
 *
 * With `exact` given, the update's own bytes are good enough when the document deleted what the
 * update deletes and nothing else. Encoding the effect from the document instead is needed where
 * they say more or less than what happened: text that was typed and deleted offline, which nobody
 * else may see, or deletions that follow from others. It costs more, so Yjs is asked for it only
 * then: it encodes only when somebody listens, and listening starts in time.
 */
export function watch(doc: Y.Doc, change: () => void, exact: DecodedUpdate | null): Effect {
  let effect: Effect = { is: 'nothing' }
  let touched: ReadonlySet<Touched> = new Set()
  let titleTouched = false
  const encoded = (update: Uint8Array) => {
    effect = { is: 'changed', update, touched, titleTouched }
  }
  const seen = (transaction: Y.Transaction) => {
    touched = touchedBy(transaction)
    titleTouched = touchesTitle(transaction)
    if (exact !== null && deletedExactly(transaction, exact)) {
      effect = { is: 'exact', touched, titleTouched }
    } else {
      doc.on('update', encoded)
    }
  }
  doc.on('afterTransaction', seen)
  try {
    doc.transact(change)
  } finally {
    doc.off('afterTransaction', seen)
    doc.off('update', encoded)
  }
  return effect
}

/** Only new structs, in order, and no deletion of what is itself new. */
export function isExactly(doc: Y.Doc, update: DecodedUpdate): boolean {
  const starts = new Map<number, number>()
  for (const block of update.blocks) {
    if (block.clock !== Y.getState(doc.store, block.client)) return false
    starts.set(block.client, block.clock)
  }
  return update.deletes.every(({ client, clock, length }) => {
    const start = starts.get(client)
    return start === undefined || clock + length <= start
  })
}

/**
 * Would the update change the page? Where the sender may not write, deleting formatting does not
 * count: every Yjs client tidies up formatting by itself, also a reader's.
 */
export function changesText(doc: Y.Doc, update: DecodedUpdate, mayWrite: boolean): boolean {
  const { store } = doc
  if (update.blocks.some((block) => block.end > Y.getState(store, block.client))) return true
  return update.deletes.some(({ client, clock, length }) => {
    const end = clock + length
    if (end > Y.getState(store, client)) return true
    const structs = store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
      const struct = structs[i]
      if (struct === undefined || struct.id.clock >= end) return false
      if (struct.deleted) continue
      if (mayWrite) return true
      if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentFormat)) return true
    }
    return false
  })
}

function deletedExactly(transaction: Y.Transaction, update: DecodedUpdate): boolean {
  let count = 0
  for (const ranges of transaction.deleteSet.clients.values()) count += ranges.length
  if (count !== update.deletes.length) return false
  const at = new Map<number, number>()
  return update.deletes.every(({ client, clock, length }) => {
    const index = at.get(client) ?? 0
    at.set(client, index + 1)
    const range = transaction.deleteSet.clients.get(client)?.[index]
    return range?.clock === clock && range.len === length
  })
}

/** The page and the elements whose children, or whose spans, changed. */
function touchedBy(transaction: Y.Transaction): Set<Touched> {
  const touched = new Set<Touched>()
  for (const type of transaction.changed.keys()) {
    if (type instanceof Y.XmlElement || isRoot(transaction.doc, type)) touched.add(type)
  }
  return touched
}

function touchesTitle(transaction: Y.Transaction): boolean {
  for (const type of transaction.changed.keys()) {
    if (isRoot(transaction.doc, type)) return true
    const element: unknown = type instanceof Y.XmlText ? type.parent : type
    if (element instanceof Y.XmlElement && element.nodeName === 'title') return true
  }
  return false
}

function isRoot(doc: Y.Doc, type: unknown): type is Y.XmlFragment & SharedType {
  return type === doc.getXmlFragment(pageRoot)
}
