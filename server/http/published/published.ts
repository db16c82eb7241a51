/** Answers what is asked under `/published/`, before express: to whom, what, and for how long. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Edition } from '#contract/editions.ts'
import { StorageFailed } from '#contract/errors.ts'
import type { Language } from '#contract/records.ts'
import type { Config } from '../../config.ts'
import type { People } from '../../people/people.ts'
import type { Publication } from '../../publishing/publications.ts'
import { withoutBase } from '../base-path.ts'
import type { Forms } from './forms.ts'
import { languageFor } from './accepted.ts'
import type { Enter } from './enter.ts'
import type { Headers, PublishedHeaders } from './published-headers.ts'
import { isPublished, type PublishedPath, publishedPath } from './published-path.ts'
import type { Reach } from './reach.ts'
import type { ReadyFile } from './ready-file.ts'
import type { SearchPage } from './search-page.ts'
import { sendFile } from './send-file.ts'
import type { Shelf, Shelves } from './shelves.ts'
import type { Sites } from './sites.ts'
import { failed, notHere, notThere, type SendSmallPage, signInPage } from './small-page.ts'

export interface PublishedDeps {
  readonly addressOf: (request: IncomingMessage) => string
  readonly config: Pick<Config, 'basePath'>
  readonly enter: Enter
  readonly headers: PublishedHeaders
  /** The same edition on paper. */
  readonly pdf: (shelf: Shelf, edition: Edition) => Promise<ReadyFile>
  readonly people: Pick<People, 'organisation'>
  readonly reach: Pick<Reach, 'open'>
  readonly report: (error: unknown, what: string) => void
  readonly searchPage: SearchPage
  readonly send: SendSmallPage
  readonly shelves: Pick<Shelves, 'get'>
  readonly sites: Pick<Sites, 'site'>
}

/** False: it is for somebody else. Never throws. */
export type Answers = (request: IncomingMessage, response: ServerResponse, forms: Forms) => boolean

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Somebody who may read it asks for something of a publication. */
interface Admitted extends Exchange {
  readonly path: PublishedPath
  readonly shelf: Shelf
  readonly headers: Headers
}

export function createPublished(deps: PublishedDeps): Answers {
  const { addressOf, enter, headers, pdf, people, reach, report } = deps
  const { searchPage, send, shelves, sites } = deps
  const { basePath } = deps.config

  async function languageOf({ headers: sent }: IncomingMessage): Promise<Language> {
    const liked = languageFor(sent['accept-language'])
    return liked ?? (await people.organisation())?.language ?? 'en'
  }

  const answering = async ({ request, response }: Exchange) => ({
    request,
    response,
    language: await languageOf(request),
  })

  async function nothing(exchange: Exchange): Promise<void> {
    send(await answering(exchange), notThere)
  }

  /** To whom may read the publication: what is asked for is not in it. */
  async function notInIt(admitted: Admitted): Promise<void> {
    const { path, shelf } = admitted
    const page = notHere(`${basePath}/published/${path.slug}/`)
    send(await answering(admitted), page, shelf.publication.embedding)
  }

  async function answer(url: string, exchange: Exchange, forms: Forms): Promise<void> {
    const { request, response } = exchange
    const path = publishedPath(url)
    const shelf = path && (await shelves.get(path.slug))
    if (path === null || shelf === null) return nothing(exchange)
    const { publication } = shelf
    const code = path.number === null ? /^enter\/([\w-]+)$/.exec(path.rest ?? '')?.[1] : undefined
    if (code !== undefined) {
      const address = addressOf(request)
      return enter(publication, code, { ...(await answering(exchange)), address })
    }
    const opening = reach.open(publication, request)
    const opened = 'is' in opening ? opening : await opening
    if (opened.is === 'hidden') return nothing(exchange)
    if (opened.is === 'sign-in') {
      const signIn = `${basePath}/sign-in?${new URLSearchParams({ back: url })}`
      return send(await answering(exchange), signInPage(signIn), publication.embedding)
    }
    if (opened.setCookie !== null) response.appendHeader('Set-Cookie', opened.setCookie)
    const admitted = { ...exchange, path, shelf, headers: headers.edition(publication) }
    if (path.rest === null) return addSlash(admitted)
    return path.number === null ? ofCurrent(admitted, forms) : ofNumber(admitted, path.number)
  }

  /** Pages name their neighbours as files of one folder, so the folder's address ends with a slash. */
  function addSlash({ headers: own, path, response }: Admitted): void {
    const { number, query, slug } = path
    const asked = query.size === 0 ? '' : `?${query}`
    const folder = number === null ? slug : `${slug}/${number}`
    const Location = `${basePath}/published/${folder}/${asked}`
    const kept = { 'Cache-Control': 'private, no-cache', 'Content-Length': 0 }
    response.writeHead(308, { ...own, ...kept, Location }).end()
  }

  async function ofNumber(admitted: Admitted, number: string): Promise<void> {
    const { shelf } = admitted
    const edition = shelf.editions.get(number)
    if (edition === undefined) return notInIt(admitted)
    if (edition.withdrawn !== null) return withdrawn(admitted, edition)
    if (!(await giveFile(admitted, edition, 'number'))) await notInIt(admitted)
  }

  async function ofCurrent(admitted: Admitted, forms: Forms): Promise<void> {
    const { headers: own, path, request, response, shelf } = admitted
    const { current: edition, publication } = shelf
    const { query, rest } = path
    const ask = async (of: Edition) => {
      const asked = { request, response, publication, edition: of, query, path: rest ?? '' }
      if (!(await forms({ ...asked, address: addressOf(request) }))) await notInIt(admitted)
    }
    if (edition === null) {
      // All were withdrawn: the notice of the newest stands where it was. What readers wrote waits
      // for its answer all the same.
      const [newest] = shelf.editions.values()
      if (newest === undefined) return nothing(admitted)
      return rest?.startsWith('feedback/') === true ? ask(newest) : withdrawn(admitted, newest)
    }
    if (rest === 'search' && isReading(request)) {
      const site = await sites.site(shelf, edition, 'current')
      const page = searchPage(site, query)
      const kept = cacheFor(publication, { place: 'current', hashed: false })
      return sendFile(page, admitted, { headers: { ...own, ...kept, 'X-Robots-Tag': 'noindex' } })
    }
    if (await giveFile(admitted, edition, 'current')) return
    await ask(edition)
  }

  async function giveFile(
    admitted: Admitted,
    edition: Edition,
    place: 'current' | 'number',
  ): Promise<boolean> {
    const { headers: own, path, request, response, shelf } = admitted
    const name = path.rest === '' || path.rest === null ? 'index.html' : path.rest
    const site = await sites.site(shelf, edition, place)
    const file = name === 'edition.pdf' ? await pdf(shelf, edition) : site.files.get(name)
    if (file === undefined) return false
    if (!isReading(request)) {
      response.writeHead(405, { ...own, Allow: 'GET, HEAD', 'Content-Length': 0 }).end()
      return true
    }
    const { hashed } = file
    const kept = cacheFor(shelf.publication, { place, hashed })
    await sendFile(file, admitted, { headers: { ...own, ...kept } })
    return true
  }

  /** Nothing of a withdrawn edition is given out but the notice, and what the notice looks like. */
  async function withdrawn(admitted: Admitted, edition: Edition): Promise<void> {
    const { headers: own, path, shelf } = admitted
    const place = path.number === null ? 'current' : 'number'
    const { files } = await sites.site(shelf, edition, place)
    const style = files.get(path.rest ?? '')
    const kept = cacheFor(shelf.publication, { place, hashed: false })
    if (style?.type.startsWith('text/css') === true) {
      return sendFile(style, admitted, { headers: { ...own, ...kept } })
    }
    const notice = files.get('index.html')
    if (notice === undefined) return nothing(admitted)
    return sendFile(notice, admitted, { headers: { ...own, ...kept }, status: 410 })
  }

  async function fail(exchange: Exchange, error: unknown): Promise<void> {
    const { request, response } = exchange
    report(error, `${request.method} under /published/`)
    if (response.headersSent) response.destroy()
    else {
      const status = error instanceof StorageFailed ? 503 : 500
      const language = languageFor(request.headers['accept-language']) ?? 'en'
      send({ request, response, language }, { ...failed, status })
    }
  }

  return (request, response, forms) => {
    const url = withoutBase(request.url ?? '/', basePath)
    if (!isPublished(url)) return false
    const exchange = { request, response }
    answer(url, exchange, forms).catch((error: unknown) => {
      fail(exchange, error).catch((again: unknown) => report(again, 'saying that it failed'))
    })
    return true
  }
}

const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD'

/**
 * What is named by its bytes is kept for ever. A numbered edition never changes in what it says,
 * but what stands above it does: that it was superseded or withdrawn must show within five minutes,
 * and what was redacted must go. So it is asked for anew after that, which costs a 304.
 */
function cacheFor(
  { reach }: Pick<Publication, 'reach'>,
  { hashed, place }: { readonly hashed: boolean; readonly place: 'current' | 'number' },
): Headers {
  const isPublic = reach === 'network'
  const who = isPublic ? 'public' : 'private'
  const time = hashed
    ? 'max-age=31536000, immutable'
    : // Whoever may no longer read it sees so with the next click.
      place === 'number' && isPublic
      ? 'max-age=300'
      : 'no-cache'
  return { 'Cache-Control': `${who}, ${time}`, ...(!isPublic && { Vary: 'Cookie' }) }
}
