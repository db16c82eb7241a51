/**
 * Notices when somebody begins to ask for something while typing: `/` for a block, `@` for a
 * person, `[[` for a page. The list itself is drawn by the layer; here is only where it was begun
 * and what has been typed since, so that nothing is missed while the layer is being fetched.
 */
import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { LayerLink } from '../layer/layer-link.ts'

export type TriggerKind = 'block' | 'person' | 'page'

export interface Trigger {
  readonly kind: TriggerKind
  /** From the first character of the sign to the caret. */
  readonly from: number
  readonly to: number
  /** What was typed to begin it; '' where a button was pressed. */
  readonly sign: string
  /** What has been typed since. */
  readonly query: string
}

interface Begun {
  readonly kind: TriggerKind
  readonly sign: string
}

/** Longest text that is looked up. */
const longestQuery = 40
const key = new PluginKey<Trigger | null>('trigger')

/** What is being asked for just now. */
export function triggerOf(state: EditorState): Trigger | null {
  return key.getState(state) ?? null
}

/** Begins to ask at the caret without a sign, or gives up asking (null). */
export function setTrigger(tr: Transaction, kind: TriggerKind | null): Transaction {
  return tr.setMeta(key, { kind })
}

/** Watches for the signs. While a list is open its keys go to the layer first. */
export const triggers = (link: LayerLink) =>
  Extension.create({
    name: 'triggers',
    priority: 1_100,
    addProseMirrorPlugins: () => [
      new Plugin<Trigger | null>({
        key,
        state: { init: () => null, apply: next },
        props: {
          handleKeyDown(view, event) {
            if (triggerOf(view.state) === null || view.composing) return false
            if (link.offerKey(event)) return true
            if (event.key !== 'Escape') return false
            view.dispatch(setTrigger(view.state.tr, null))
            return true
          },
        },
      }),
    ],
  })

function next(
  tr: Transaction,
  was: Trigger | null,
  before: EditorState,
  state: EditorState,
): Trigger | null {
  const meta: { kind: TriggerKind | null } | undefined = tr.getMeta(key)
  if (meta !== undefined) {
    const at = state.selection.from
    return meta.kind === null ? null : { kind: meta.kind, sign: '', query: '', from: at, to: at }
  }
  if (!tr.docChanged && !tr.selectionSet) return was
  const remote = isRemote(tr)
  if (was !== null) {
    // Others' changes replace the whole document, so that nothing can be mapped through them.
    const { head } = state.selection
    const from = remote ? head - (was.to - was.from) : tr.mapping.map(was.from, -1)
    return follow(was, from, state)
  }
  const grew = state.doc.content.size > before.doc.content.size
  if (remote || !grew || tr.getMeta('paste') === true) return null
  const begun = begunAt(state)
  return begun === null ? null : follow(begun, state.selection.head - begun.sign.length, state)
}

/** Did somebody else, or an undoing, make this change? */
function isRemote(tr: Transaction): boolean {
  const meta: { isChangeOrigin?: boolean } | undefined = tr.getMeta(ySyncPluginKey)
  return meta?.isChangeOrigin === true
}

function begunAt(state: EditorState): Begun | null {
  const { $head, empty } = state.selection
  const { parent, parentOffset } = $head
  if (!empty || !parent.isTextblock) return null
  const typed = parent.textBetween(Math.max(0, parentOffset - 2), parentOffset, null, '\uFFFC')
  if (/(?:^|\s)\/$/.test(typed)) return mayHoldBlocks($head) ? { kind: 'block', sign: '/' } : null
  if (!mayMention($head)) return null
  if (/(?:^|[\s(])@$/.test(typed)) return { kind: 'person', sign: '@' }
  return typed === '[[' ? { kind: 'page', sign: '[[' } : null
}

function mayHoldBlocks({ parent }: ResolvedPos): boolean {
  return parent.type.name === 'paragraph' || parent.type.name === 'heading'
}

function mayMention($at: ResolvedPos): boolean {
  const { parent } = $at
  const mention = parent.type.schema.nodes['personMention']
  if (mention === undefined || isCode(parent)) return false
  if ($at.marks().some(({ type }) => type.spec.code === true)) return false
  return parent.type.contentMatch.matchType(mention) !== null
}

function isCode({ type }: Node): boolean {
  return type.spec.code === true
}

/** The trigger as it is now, or null where the caret has left it. */
function follow(begun: Begun, from: number, state: EditorState): Trigger | null {
  const { $head, empty } = state.selection
  if (!empty || from < $head.start() || from > $head.pos || !$head.parent.isTextblock) return null
  const start = from - $head.start()
  const typed = $head.parent.textBetween(start, $head.parentOffset, null, '\uFFFC')
  if (!typed.startsWith(begun.sign)) return null
  const query = typed.slice(begun.sign.length)
  if (query.length > longestQuery || /^\s|\uFFFC/.test(query)) return null
  return { kind: begun.kind, sign: begun.sign, from, to: $head.pos, query }
}
