/** Looks and keys of the blocks that stand in running text, for the editor. */
import type { Extensions } from '@tiptap/core'
import type { Translate } from '../../i18n/catalogue.ts'
import type { PageFold } from '../../net/unfolded.ts'
import { arrowsBetween } from './arrows-between.ts'
import { asideKeys } from './asides/aside-keys.ts'
import { withDetails } from './asides/details-view.ts'
import { caretInside } from './caret-inside.ts'
import { withCode } from './code-view.ts'
import { controlKeys } from './control-keys.ts'
import { internalMarks } from './internal/internal-marks.ts'
import { questionFold, questionFoldKeys } from './questions/question-fold.ts'
import { withQuestions } from './questions/question-view.ts'
import { taskKeys } from './tasks/task-keys.ts'

/** The extensions of the page with looks that no React is needed for. */
export function withTextBlocks(extensions: Extensions, t: Translate): Extensions {
  return withCode(withDetails(withQuestions(extensions, t), t), t)
}

/** What blocks do beyond being drawn. Stands after `carets`. */
export function textBlockParts(t: Translate, fold: PageFold): Extensions {
  return [
    questionFold({ fold, more: (n) => t('question_more', { n }) }),
    questionFoldKeys,
    internalMarks(t),
    asideKeys,
    taskKeys,
    arrowsBetween,
    caretInside,
    controlKeys,
  ]
}
