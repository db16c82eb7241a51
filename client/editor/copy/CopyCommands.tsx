import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type FieldName, rowBlocks } from '#contract/page-blocks.ts'
import { timeShares, type TimeShare } from '#contract/page-values.ts'
import type { Translate } from '../../i18n/catalogue.ts'
import { useSpeech } from '../../i18n/Language.tsx'
import { useCommands } from '../../ui/commands.ts'
import { Notice } from '../../ui/Notice.tsx'
import { copyAsHtml, copyPageAsMarkdown, copySelectionAsMarkdown } from './copy-out.ts'

/** So long it is said that something was copied, milliseconds. */
const saidFor = 6_000

/** Offers the page, or what is selected in it, to be copied; says how it went. */
export function CopyCommands({ editor }: { readonly editor: Editor }) {
  const { t } = useSpeech()
  const [said, setSaid] = useState<'pageCopied' | 'pageNotCopied' | null>(null)
  const copy = useCallback((copying: Promise<void>) => {
    copying.then(
      () => setSaid('pageCopied'),
      () => setSaid('pageNotCopied'),
    )
  }, [])
  useEffect(() => {
    if (said === null) return undefined
    const timer = setTimeout(() => setSaid(null), saidFor)
    return () => clearTimeout(timer)
  }, [said])
  useCommands(
    useMemo(() => {
      const words = { field: (name: string) => nameOf(name, t), internal: t('internal') }
      return [
        { id: 'copyPage', run: () => copy(copyPageAsMarkdown(editor, words)) },
        { id: 'copySelection', run: () => copy(copySelectionAsMarkdown(editor, words)) },
        { id: 'copyHtml', run: () => copy(copyAsHtml(editor)) },
      ]
    }, [editor, copy, t]),
  )
  return (
    <output className="copied">
      {said === null ? null : (
        <Notice tone={said === 'pageCopied' ? 'plain' : 'danger'}>{t(said)}</Notice>
      )}
    </output>
  )
}

/** What a text field, a share of time or a kind of rule is called. */
function nameOf(name: string, t: Translate): string {
  if (isField(name)) return t(`field_${name}`)
  if (isShare(name)) return t(`time_${name}`)
  if (name === 'hours') return t('time_hoursColumn')
  return t(name === 'dont' ? 'rule_dont' : 'rule_do')
}

function isField(name: string): name is FieldName {
  return rowBlocks.some(({ fields }) => fields.some((field) => field === name))
}

function isShare(name: string): name is TimeShare {
  return Object.hasOwn(timeShares, name)
}
