/** The express application: everything that is asked over HTTP, in the order it is tried. */
import { notFound } from '#contract/errors.ts'
import express, { type Express } from 'express'
import type { Config } from '../config.ts'
import type { Storage } from '../storage/storage.ts'
import { stripBase } from './base-path.ts'
import { errorHandler, type Report } from './errors.ts'
import { mountHealth, mountMetrics } from './health.ts'
import { oneClick } from './one-click.ts'
import { openApi } from './openapi.ts'
import { mountRoutes, type RouteDeps } from './routes.ts'
import { hideOptions, securityHeaders } from './security.ts'
import { serveClient } from './static.ts'

export interface HttpDeps extends RouteDeps {
  readonly config: Config
  readonly storage: Storage
  readonly report: Report
  readonly closing: () => boolean
  readonly eventSockets: () => number
}

export async function createHttp(deps: HttpDeps): Promise<Express> {
  const { config, report, signIn } = deps
  const app = express()
  app.disable('x-powered-by')
  app.set('case sensitive routing', true)
  app.set('query parser', 'simple')
  app.set('trust proxy', config.trustProxy)
  app.set('etag', false)

  app.use(stripBase(config.basePath))
  app.use(securityHeaders(config.publicUrl))
  app.use(hideOptions)
  mountMetrics(app, deps)
  mountHealth(app, { ...deps, setupNeeded: signIn.setupNeeded })

  const description = openApi(config.publicUrl?.href.replace(/\/$/, '') ?? '/')
  app.get('/api/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(description)
  })
  app.use(oneClick)
  mountRoutes(app, deps)
  app.use(await serveClient(config.client, config.basePath))
  app.use(() => {
    throw notFound()
  })
  app.use(errorHandler(report))
  return app
}
