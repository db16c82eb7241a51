import { useQuery } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { PersonId } from '#contract/ids.ts'
import { useEditingSpeech } from '../../i18n/editing/EditingLanguage.tsx'
import { fitting } from '../../net/fitting.ts'
import { presence } from '../../net/presence.ts'
import { strategiesQuery } from '../../net/queries.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { useEveryPage, useMyself, usePeople } from '../mentions/names.ts'
import { InsertionPicture } from '../insertion-pictures.tsx'
import type { LayerLink } from '../layer/layer-link.ts'
import { SuggestList, type Suggestion } from './SuggestList.tsx'
import { setTrigger, type Trigger, triggerOf } from './trigger.ts'

interface MentionSuggestProps {
  readonly editor: Editor
  readonly link: LayerLink
  readonly trigger: Trigger
  readonly onClose: () => void
}

/** So many are offered; who sees more than that types on. */
const offeredAtMost = 30
/** Longest labels that a page takes. */
const longestName = 120
const longestTitle = 500

interface PersonSuggestProps extends MentionSuggestProps {
  readonly awareness: Awareness
}

/** Offers people: those who are here first. Guests are offered nobody else. */
export function PersonSuggest({ awareness, ...props }: PersonSuggestProps) {
  const { t, compare } = useEditingSpeech()
  const store = useMemo(() => presence(awareness), [awareness])
  const here = useSyncExternalStore(store.subscribe, store.get)
  const people = usePeople()
  const [now] = useState(() => Date.now())
  const all = useMemo(() => {
    const there = (people ?? []).filter(
      ({ deactivatedAt, endsAt }) =>
        deactivatedAt === null && (endsAt === null || Date.parse(endsAt) > now),
    )
    const isHere = new Set<string>(here.map(({ id }) => id))
    const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
      compare(a.name, b.name)
    const others = there.filter(({ id }) => !isHere.has(id))
    return [
      ...here.toSorted(byName).map(({ id, name }) => ({ id, name, isHere: true, isGuest: false })),
      ...others
        .toSorted(byName)
        .map(({ id, name, role }) => ({ id, name, isHere: false, isGuest: role === 'guest' })),
    ]
  }, [people, here, now, compare])
  const found = fitting(all, props.trigger.query).slice(0, offeredAtMost)
  const options = found.map(({ id, name, isHere, isGuest }): Suggestion => ({
    id,
    name,
    face: (
      <>
        <Avatar id={id} name={name} />
        <span className="suggest-words">
          <span>{name}</span>
          {isHere || isGuest ? (
            <span className="hint">{t(isHere ? 'suggestHere' : 'suggestGuest')}</span>
          ) : null}
        </span>
      </>
    ),
  }))
  return (
    <Mentions
      {...props}
      label={t('suggestPeople')}
      options={options}
      node={(id) => ({
        type: 'personMention',
        attrs: { person: id, label: labelFrom(all, id, longestName) },
      })}
    />
  )
}

/** Offers the pages of all strategies that one may read. */
export function PageSuggest(props: MentionSuggestProps) {
  const me = useMyself()
  return me === null ? null : <MyPageSuggest {...props} me={me.id} />
}

function MyPageSuggest({ me, ...props }: MentionSuggestProps & { readonly me: PersonId }) {
  const { t } = useEditingSpeech()
  const pages = useEveryPage()
  const strategies = useQuery({ ...strategiesQuery(me), staleTime: Infinity }).data
  const all = useMemo(() => {
    const names = new Map<string, string>((strategies ?? []).map(({ id, name }) => [id, name]))
    return (pages ?? []).map((page) => ({
      id: page.id,
      name: page.title === '' ? t('untitled') : page.title,
      words: names.get(page.strategy) ?? '',
    }))
  }, [pages, strategies, t])
  const found = fitting(all, props.trigger.query).slice(0, offeredAtMost)
  const options = found.map(({ id, name, words }): Suggestion => ({
    id,
    name,
    face: (
      <>
        <InsertionPicture id="page" />
        <span className="suggest-words">
          <span>{name}</span>
          {words === '' ? null : <span className="hint">{words}</span>}
        </span>
      </>
    ),
  }))
  return (
    <Mentions
      {...props}
      label={t('suggestPages')}
      options={options}
      node={(id) => ({
        type: 'pageMention',
        attrs: { page: id, label: labelFrom(all, id, longestTitle) },
      })}
    />
  )
}

interface MentionsProps extends MentionSuggestProps {
  readonly label: string
  readonly options: readonly Suggestion[]
  readonly node: (id: string) => { readonly type: string; readonly attrs: object }
}

function Mentions({ editor, link, trigger, label, options, node, onClose }: MentionsProps) {
  const choose = useCallback(
    (id: string) => {
      const at = triggerOf(editor.state)
      if (at === null) return
      const { tr, schema, doc } = editor.state
      const mention = schema.nodeFromJSON(node(id))
      const $to = doc.resolve(at.to)
      const next = $to.parent.textBetween($to.parentOffset, $to.parent.content.size).slice(0, 1)
      const space = /^[\s\p{P}]/u.test(next) ? [] : [schema.text(' ')]
      tr.replaceWith(at.from, at.to, [mention, ...space])
      editor.view.focus()
      editor.view.dispatch(setTrigger(tr, null).scrollIntoView())
    },
    [editor, node],
  )
  return (
    <SuggestList
      editor={editor}
      link={link}
      label={label}
      options={options}
      query={trigger.query}
      from={trigger.from}
      onChoose={choose}
      onClose={onClose}
    />
  )
}

/** The name as a page takes it: on one line and not too long. */
function labelFrom(
  all: readonly { readonly id: string; readonly name: string }[],
  id: string,
  longest: number,
): string {
  const name = all.find((one) => one.id === id)?.name ?? ''
  return [...name.replace(/[\p{Cc}\p{Cs}]/gu, '')]
    .join('')
    .slice(0, longest)
    .replace(/\p{Cs}$/u, '')
}
