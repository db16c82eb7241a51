/** Pages beside forms that say one thing: what is wrong, or where to go. */
import type { Language } from '#contract/records.ts'
import { readerWords } from '../../publishing/readers/words/words.ts'
import type { FormRequest } from '../published/forms.ts'
import { answer } from './answer.ts'
import { drawn, type Introduction } from './asking.ts'

/** `body` is HTML of ours. */
export type Say = (
  language: Language,
  introduction: Introduction,
) => { readonly title: string; readonly body: string }

/** In the language of the edition. */
export type Plain = (
  asked: FormRequest,
  status: number,
  say: Say,
  headers?: Readonly<Record<string, string>>,
) => Promise<true>

export function createPlain(
  introduce: (edition: FormRequest['edition']) => Promise<Introduction>,
): Plain {
  return async ({ edition, path, publication, request, response }, status, say, headers = {}) => {
    const introduction = await introduce(edition)
    const { language } = introduction
    const depth = path.split('/').length - 1
    const said = say(language, introduction)
    const html = drawn({ ...said, depth, edition, introduction, language, publication })
    answer(request, response, { status, html, headers })
    return true
  }
}

export const unreadable: Say = (language) => ({
  title: readerWords[language].foreignTitle,
  body: `<p>${readerWords[language].unreadable}</p>`,
})

export const foreign: Say = (language) => ({
  title: readerWords[language].foreignTitle,
  body: `<p>${readerWords[language].foreign}</p>`,
})

export function notAllowed({ response }: Pick<FormRequest, 'response'>, allow: string): true {
  response.writeHead(405, { Allow: allow, 'Content-Length': 0, Connection: 'close' }).end()
  return true
}
