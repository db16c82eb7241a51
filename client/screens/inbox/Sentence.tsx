import type { NoticesTranslate } from '../../i18n/notices/notices-catalogue.ts'
import { useNoticesSpeech } from '../../i18n/notices/NoticesLanguage.tsx'
import type { NoticeView } from '../../net/notice-queries.ts'

interface Names {
  readonly name: string
  readonly title: string
}

/** What happened in one sentence, with name and title as they stand. */
export function plainSentence(t: NoticesTranslate, notice: NoticeView): string {
  return sentence(t, notice, {
    name: nameIn(t, notice),
    title: titleIn(t, notice),
  })
}

/** Signs that nobody writes, for where name and title go. */
const places: Names = { name: '\uE000', title: '\uE001' }

/** The same with name and title set apart. */
export function Sentence({ notice }: { readonly notice: NoticeView }) {
  const { t } = useNoticesSpeech()
  return sentence(t, notice, places)
    .split(/([\uE000\uE001])/)
    .map((part, place) => {
      switch (part) {
        case places.name:
          return <strong key={place}>{nameIn(t, notice)}</strong>
        case places.title:
          return <em key={place}>{titleIn(t, notice)}</em>
        default:
          return part
      }
    })
}

function nameIn(t: NoticesTranslate, { by, byName, kind }: NoticeView): string {
  // What readers call themselves is no name that anybody has here.
  return byName ?? t(kind === 'feedback' && by === null ? 'noticeReader' : 'noticeSomebody')
}

function titleIn(t: NoticesTranslate, notice: NoticeView): string {
  const { isWide, pageTitle, strategyName } = notice
  const title = isWide ? strategyName : pageTitle
  return title === '' ? t('untitled') : title
}

function sentence(t: NoticesTranslate, notice: NoticeView, names: Names): string {
  const { kind, fate, comment } = notice
  switch (kind) {
    case 'approval':
      return t('said_approval', names)
    case 'approval-answer':
      return t(notice.answer === 'returned' ? 'said_returned' : 'said_approved', names)
    case 'feedback':
      return t(notice.due ? 'said_feedbackDue' : 'said_feedback', names)
    case 'published':
      return t('said_published', { ...names, number: notice.number ?? '' })
    case 'fate':
      return t(fate === null ? 'became_open' : `became_${fate}`, names)
    case 'review':
      return t('said_review', names)
    default:
      // Others than who began it are told of its end, too.
      if (fate !== null) return t('said_ended', { ...names, fate: t(`fate_${fate}`) })
      return t(comment === null ? 'said_reopened' : `said_${kind}`, names)
  }
}
