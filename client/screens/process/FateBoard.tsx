import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { StrategyId } from '#contract/ids.ts'
import type { Fate } from '#contract/threads.ts'
import { NoticesLanguage, useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import type { Reply } from '../../net/api.ts'
import { contributionsQuery } from '../../net/thread-queries.ts'
import { useMe } from '../me.ts'
import type { ListedPage } from '../pages/use-pages.ts'
import { answeredOf, shareOf } from './answered.ts'

interface FateBoardProps {
  readonly strategy: StrategyId
  readonly pages: readonly ListedPage[]
}

/** What became of all that was said in a strategy; counts of things, never of persons. */
export default function FateBoard({ strategy, pages }: FateBoardProps) {
  const { data } = useQuery(contributionsQuery(strategy))
  // It is one part of the screen: without a connection the rest is there all the same.
  if (data === undefined) return null
  return (
    <NoticesLanguage>
      <Board said={data} pages={pages} />
    </NoticesLanguage>
  )
}

type Contributions = Reply<'getContributions'>

/** What went in first, then what did not. */
const order = [
  'adopted',
  'adopted-changed',
  'merged',
  'answered',
  'parked',
  'declined',
] as const satisfies readonly Fate[]

function Board({ said, pages }: { readonly said: Contributions } & Pick<FateBoardProps, 'pages'>) {
  const { t, language } = useNoticesSpeech()
  const { threads, proposals, ended, unanswered } = said
  const answered = answeredOf(said)
  const percent = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'percent',
  })
  const open = threads - answered
  return (
    <section className="fate-board" aria-labelledby="board-heading">
      <h2 id="board-heading">{t('board')}</h2>
      {threads === 0 ? (
        <p className="nothing">{t('boardNone')}</p>
      ) : (
        <>
          <p className="board-sum">
            <strong>
              {t('boardShare', { share: percent.format(shareOf(answered, threads)) })}
            </strong>
            <span>
              {t('boardSum', { n: threads })}
              {proposals === 0 ? null : `, ${t('boardProposals', { n: proposals })}`}
            </span>
          </p>
          <p className="hint">{t('boardMeans')}</p>
          <div className="board-parts">
            <ul className="bare board-bars" aria-label={t('boardEnded')}>
              {order.map((fate) => (
                <Bar key={fate} name={t(`fate_${fate}`)} n={ended[fate]} of={threads} />
              ))}
              <Bar kind="open" name={t('boardOpen')} n={open - unanswered} of={threads} />
              <Bar kind="waiting" name={t('boardUnanswered')} n={unanswered} of={threads} />
            </ul>
            <OpenPages open={said.open} pages={pages} />
          </div>
        </>
      )}
    </section>
  )
}

interface BarProps {
  readonly kind?: 'open' | 'waiting'
  readonly name: string
  readonly n: number
  readonly of: number
}

function Bar({ kind, name, n, of }: BarProps) {
  return (
    <li className={n === 0 ? 'none' : undefined}>
      <span className="board-name">{name}</span>
      <svg className={`board-bar ${kind ?? 'ended'}`} aria-hidden="true">
        <rect width="100%" height="100%" className="board-bed" />
        <rect width={`${(n / of) * 100}%`} height="100%" className="board-water" />
      </svg>
      <span className="board-n">{n}</span>
    </li>
  )
}

function OpenPages({ open, pages }: Pick<Contributions, 'open'> & Pick<FateBoardProps, 'pages'>) {
  const { t } = useNoticesSpeech()
  const { person } = useMe()
  if (open.length === 0) return <p className="board-all">{t('boardAllAnswered')}</p>
  const known = new Map<string, ListedPage>(pages.map((page) => [page.id, page]))
  const isMine = (id: string) => {
    const page = known.get(id)
    return page?.owner === person.id || page?.deputy === person.id
  }
  // What I answer for first, then what has waited without a word.
  const ordered = open.toSorted(
    (a, b) => Number(isMine(b.page)) - Number(isMine(a.page)) || b.unanswered - a.unanswered,
  )
  return (
    <div>
      <h3>{t('boardByPage')}</h3>
      <ul className="bare board-pages">
        {ordered.map(({ page, title, open: n, unanswered }) => (
          <li key={page}>
            <Link href={`/pages/${page}`} lang={known.get(page)?.language}>
              {title === '' ? t('untitled') : title}
            </Link>
            <span className="facts">
              <span>{t('boardPageOpen', { n })}</span>
              <span>
                {unanswered === 0 ? t('boardPageAll') : t('boardPageUnanswered', { n: unanswered })}
              </span>
              {isMine(page) ? <span className="board-mine">{t('boardMine')}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
