/**
 * The link in an e-mail that stops it is one address for two: a person opens it and gets a page with
 * a button, a mail program posts to it and stops the e-mail by that (RFC 8058).
 */
import type { RequestHandler } from 'express'

/** Takes what is posted to the page to the endpoint. */
export const oneClick: RequestHandler = (request, _response, next) => {
  if (request.method === 'POST' && /^\/notices\/stop\/[^/]+$/.test(request.path)) {
    request.url = `/api${request.url}`
  }
  next()
}
