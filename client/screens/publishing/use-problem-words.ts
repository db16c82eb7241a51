import type { PersonId } from '#contract/ids.ts'
import { usePublishingSpeech } from '../../i18n/publishing/PublishingLanguage.tsx'
import { type AskProblem, mostApprovers, mostPages } from './ask-draft.ts'

/** What to say beside which part of the form. */
export function useProblemWords(
  problems: readonly AskProblem[],
  nameOf: (person: PersonId) => string,
): {
  readonly pages: string | undefined
  readonly approvers: string | undefined
  readonly ofPerson: (person: PersonId) => string | undefined
} {
  const { t } = usePublishingSpeech()
  const pages = problems.find(({ at }) => at === 'pages')
  const approvers = problems.find(({ at }) => at === 'approvers')
  return {
    pages:
      pages?.at !== 'pages'
        ? undefined
        : pages.what === 'none'
          ? t('ask_pagesMissing')
          : pages.what === 'gone'
            ? t('ask_pageGone')
            : t('ask_tooMany', { n: mostPages }),
    approvers:
      approvers?.at !== 'approvers'
        ? undefined
        : approvers.what === 'none'
          ? t('ask_approversMissing')
          : t('ask_approversMost', { n: mostApprovers }),
    ofPerson: (person) => {
      for (const one of problems) {
        if (one.at === 'person' && one.person === person) {
          return t(one.isGone ? 'ask_isGone' : 'ask_cannotRead', { name: nameOf(person) })
        }
        if (one.at === 'role' && one.person === person) {
          return one.what === 'none' ? t('ask_roleMissing') : t('ask_tooLong', { n: 120 })
        }
      }
      return undefined
    },
  }
}
