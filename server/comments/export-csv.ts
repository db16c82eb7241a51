/** A discussion as a table (RFC 4180), a line for each comment, which programs run nothing of. */
import { type Exported, writingOf } from './exported.ts'

/** By it a spreadsheet knows that the letters are UTF-8. */
const byteOrderMark = '\uFEFF'

export function asCsv(exported: Exported): string {
  const writing = writingOf(exported)
  const { words } = writing
  const heads = [
    ...[words.thread, words.passage, words.name, words.unit, words.time, words.comment],
    ...[words.current, words.proposed],
    ...[words.fate, words.reason, words.endedBy, words.endedAt],
  ]
  const rows = exported.threads.flatMap((thread, at) => {
    const { anchor, ending, proposal } = thread
    const place = anchor === null ? words.wholePage : anchor.quote
    return thread.comments.map((comment, index) => {
      // What is the thread's stands beside its first comment alone.
      const ofThread =
        index > 0
          ? ['', '', '', '', '', '']
          : [
              proposal?.from ?? '',
              proposal?.to ?? '',
              ending === null ? words.open : words.fates[ending.fate],
              ending?.reason ?? '',
              ending === null ? '' : writing.nameOf(ending.by),
              ending === null ? '' : time(ending.at),
            ]
      return [
        ...[String(at + 1), place, writing.nameOf(comment.by), writing.unitOf(comment.by)],
        ...[time(comment.at), writing.wordsOf(comment).text],
        ...ofThread,
      ]
    })
  })
  const lines = [heads, ...rows].map((cells) => cells.map(cell).join(','))
  return `${byteOrderMark}${lines.join('\r\n')}\r\n`
}

/** As spreadsheets understand it, `2027-03-31 10:15:00`. */
const time = (at: string): string => at.slice(0, 19).replace('T', ' ')

/** What a spreadsheet would take for a formula gets an apostrophe, which makes it text. */
function cell(text: string): string {
  const harmless = /^(?:[\t\r]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}
