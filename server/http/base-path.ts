/**
 * The path prefix of the public address. One proxy takes it off before it asks us, another leaves
 * it: both get the same answer.
 */
import type { RequestHandler } from 'express'

/** The address within Talkoot, with its query. */
export function withoutBase(url: string, basePath: string): string {
  if (basePath === '' || !url.startsWith(basePath)) return url
  const rest = url.slice(basePath.length)
  if (rest === '') return '/'
  if (rest.startsWith('?')) return `/${rest}`
  return rest.startsWith('/') ? rest : url
}

/** Takes the prefix off for everything that follows. */
export function stripBase(basePath: string): RequestHandler {
  return (request, _response, next) => {
    request.url = withoutBase(request.url, basePath)
    next()
  }
}
