import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { fixTablesKey } from '@tiptap/pm/tables'

/**
 * Tables that two honest edits broke together are put right by the server, once, as an entry of
 * its own. Left alone, every open editor would repair them at the same time, in its person's name.
 */
export const noRepairs = Extension.create({
  name: 'noRepairs',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('no-repairs'),
      filterTransaction: (transaction) => transaction.getMeta(fixTablesKey) === undefined,
    }),
  ],
})
