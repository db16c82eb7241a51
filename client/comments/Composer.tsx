import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { longestComment } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { Button } from '../ui/Button.tsx'
import type { Draft } from './drafts.ts'
import { GrowingField } from './GrowingField.tsx'
import { MentionList } from './MentionList.tsx'
import { type Named, standing, toStored, withOwnName } from './mention-text.ts'
import { useTalk } from './talk.ts'
import { type Mentionable, useMentionable } from './use-people.ts'
import { mentionAt, useMentionChoice } from './use-mention-choice.ts'

interface ComposerProps {
  /** What is written; not stored before it has a letter. */
  readonly draft: Draft
  readonly label: string
  /** The name of the button that sends. */
  readonly send: string
  /** It takes the focus when it is there. */
  readonly takesFocus: boolean
  /** Nothing has to be said: a proposal speaks for itself. */
  readonly mayBeEmpty?: boolean
  /** What else is wrong with what would be sent; null = nothing. */
  readonly problem?: string | null
  /** Stands above the field. */
  readonly children?: ReactNode
  readonly onSent?: () => void
  /** Escape: the draft is kept, the focus goes elsewhere. */
  readonly onLeave: () => void
  /** Discards it; null: it goes when it is empty. */
  readonly onDiscard: (() => void) | null
}

/** So many before the end one is told how many are left. */
const nearTheEnd = 1_000

/** The field in which something is said: plain text, mentions, kept while it is typed. */
export function Composer(props: ComposerProps) {
  const { draft, label, send, takesFocus, mayBeEmpty = false, problem = null } = props
  const { t } = useCommentsSpeech()
  const { outbox } = useTalk()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [wrong, setWrong] = useState(false)
  const left = longestComment - toStored(draft.text, draft.mentions).trim().length
  const empty = draft.text.trim() === ''
  const mentionable = useMentionable()
  const change = (text: string, mentions: readonly Named[] = draft.mentions) =>
    outbox.change(draft, { text, mentions })
  const insert = (choice: Mentionable, from: number, to: number) => {
    const { kind, id: who, name } = choice
    const mention = withOwnName(draft.mentions, { kind, id: who, name })
    const after = draft.text.slice(to)
    const space = /^[\s\p{P}]/u.test(after) ? '' : ' '
    const before = `${draft.text.slice(0, from)}@${mention.name}${space}`
    const mentions = draft.mentions.includes(mention)
      ? draft.mentions
      : [...draft.mentions, mention]
    change(before + after, mentions)
    // After the field has its new text.
    requestAnimationFrame(() => field.current?.setSelectionRange(before.length, before.length))
  }
  const choice = useMentionChoice({ id, field, mentionable, onChoose: insert })
  useEffect(() => {
    if (!takesFocus) return
    field.current?.focus()
    const end = field.current?.value.length ?? 0
    field.current?.setSelectionRange(end, end)
  }, [takesFocus])

  const submit = () => {
    if ((empty && !mayBeEmpty) || left < 0 || problem !== null) {
      setWrong(true)
      field.current?.focus()
      return
    }
    setWrong(false)
    outbox.send(draft)
    props.onSent?.()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || choice.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      props.onLeave()
    }
  }
  const told = standing(draft.text, draft.mentions)
  return (
    <div className="composer">
      {props.children}
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <GrowingField
        id={id}
        ref={field}
        value={draft.text}
        placeholder={t('write_placeholder')}
        invalid={left < 0}
        describedBy={`${id}-state`}
        combobox={choice.attributes}
        onChange={(text, caret) => {
          change(text)
          setWrong(false)
          choice.setTyped(mentionAt(text, caret))
        }}
        onBlur={choice.close}
        onKeyDown={onKeyDown}
      />
      {choice.open ? <MentionList {...choice.list} /> : null}
      <div id={`${id}-state`} className="composer-state">
        {told.length === 0 ? null : (
          <p className="hint">
            {t('write_willTell', { names: told.map(({ name }) => name).join(', ') })}
          </p>
        )}
        {left >= nearTheEnd ? null : (
          <output className={left < 0 ? 'failure' : 'hint'}>
            {left < 0 ? t('write_tooLong', { n: -left }) : t('write_left', { n: left })}
          </output>
        )}
        {wrong && problem !== null ? (
          <p className="failure" role="alert">
            {problem}
          </p>
        ) : null}
        {empty || outbox.get().kept ? null : <p className="failure">{t('write_notKept')}</p>}
      </div>
      <div className="composer-deeds">
        <Button
          kind="primary"
          aria-disabled={(empty && !mayBeEmpty) || left < 0 || undefined}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          title={t('write_keys', { keys: 'Ctrl + Enter' })}
          onClick={submit}
        >
          {send}
        </Button>
        {props.onDiscard === null ? null : (
          <Button kind="quiet" onClick={props.onDiscard}>
            {t(empty ? 'cancel' : 'write_discard')}
          </Button>
        )}
      </div>
    </div>
  )
}
