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
    name: notice.byName ?? t('noticeSomebody'),
    title: notice.pageTitle === '' ? t('untitled') : notice.pageTitle,
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
          return <strong key={place}>{notice.byName ?? t('noticeSomebody')}</strong>
        case places.title:
          return <em key={place}>{notice.pageTitle === '' ? t('untitled') : notice.pageTitle}</em>
        default:
          return part
      }
    })
}

function sentence(t: NoticesTranslate, notice: NoticeView, names: Names): string {
  const { kind, fate, comment } = notice
  switch (kind) {
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
