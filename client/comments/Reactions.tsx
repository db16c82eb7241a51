import { useMutation } from '@tanstack/react-query'
import type { PersonId } from '#contract/ids.ts'
import { type ReactionName, reactionNames } from '#contract/thread-shape.ts'
import { useCommentsSpeech } from '../i18n/comments/CommentsLanguage.tsx'
import { call } from '../net/api.ts'
import type { CommentView, ThreadView } from '../net/thread-queries.ts'
import { Menu } from '../ui/Menu.tsx'
import { failureWords } from './failure-words.ts'
import { SignIcon } from './SignIcon.tsx'
import { useTalk } from './talk.ts'
import { useNames } from './use-people.ts'

interface ReactionsProps {
  readonly thread: ThreadView
  readonly comment: CommentView
}

/** The signs by which people have answered a comment, how many and who, and giving one. */
export function Reactions({ thread, comment }: ReactionsProps) {
  const { t } = useCommentsSpeech()
  const { page, me, may, onThread } = useTalk()
  const { nameOf } = useNames()
  const react = useMutation({
    mutationFn: (body: { readonly name: ReactionName; readonly on: boolean }) =>
      call('react', { id: page, thread: thread.id, comment: comment.id, body }),
    onSuccess: onThread,
  })
  const given = reactionNames.flatMap((name) => {
    const by = comment.reactions.find((one) => one.name === name)?.by ?? []
    return by.length === 0 ? [] : [{ name, by }]
  })
  const mine = (name: ReactionName) =>
    given.some((one) => one.name === name && one.by.includes(me.id))
  const toggle = (name: ReactionName) => react.mutate({ name, on: !mine(name) })
  if (given.length === 0 && !may.comment) return null
  return (
    <div className="reactions">
      {given.length === 0 ? null : (
        <ul className="bare" aria-label={t('reactions')}>
          {given.map(({ name, by }) => {
            const people = by.map(nameOf).join(', ')
            const words = t('reaction_count', { name: t(`reaction_${name}`), n: by.length, people })
            const inside = (
              <>
                <SignIcon name={name} />
                <span aria-hidden="true">{by.length}</span>
                <span className="unseen">{words}</span>
              </>
            )
            return (
              <li key={name}>
                {may.comment ? (
                  <button
                    type="button"
                    className="reaction"
                    title={words}
                    aria-pressed={mine(name)}
                    onClick={() => toggle(name)}
                  >
                    {inside}
                  </button>
                ) : (
                  <span className="reaction" title={words}>
                    {inside}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {may.comment ? (
        <Menu
          className="reaction add"
          label={t('reaction_add')}
          items={reactionNames.map((name) => ({
            id: name,
            name: t(`reaction_${name}`),
            icon: <SignIcon name={name} />,
            onChoose: () => toggle(name),
          }))}
        >
          <SignIcon name="add" />
        </Menu>
      ) : null}
      {given.length === 0 ? null : <Givers given={given} />}
      {react.isError ? (
        <p className="failure" role="alert">
          {failureWords(t, react.error)}
        </p>
      ) : null}
    </div>
  )
}

interface GiversProps {
  readonly given: readonly { readonly name: ReactionName; readonly by: readonly PersonId[] }[]
}

/** Who gave which sign, for those who have no pointer to rest on it. */
function Givers({ given }: GiversProps) {
  const { t } = useCommentsSpeech()
  const { nameOf } = useNames()
  return (
    <details className="givers">
      <summary>{t('reaction_givers')}</summary>
      <dl>
        {given.map(({ name, by }) => (
          <div key={name}>
            <dt>
              <SignIcon name={name} />
              {t(`reaction_${name}`)}
            </dt>
            {by.map((person) => (
              <dd key={person}>{nameOf(person)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  )
}
