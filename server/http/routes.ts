/** One line per endpoint of `contract/api.ts`: which feature answers it. */
import { type EndpointName, endpoints } from '#contract/api.ts'
import type { Router } from 'express'
import { type EndpointDeps, type Handler, mount } from './endpoint.ts'
import type { Publishing } from './publishing.ts'
import { deskRoutes } from './routes/desk.ts'
import { exportRoutes } from './routes/export.ts'
import { fileRoutes } from './routes/files.ts'
import { historyRoutes } from './routes/history.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { noticeRoutes } from './routes/notices.ts'
import { organisationRoutes } from './routes/organisation.ts'
import { pageRoutes } from './routes/pages.ts'
import { peopleRoutes } from './routes/people.ts'
import { processRoutes } from './routes/process.ts'
import { scaleRoutes } from './routes/scales.ts'
import { sessionRoutes } from './routes/session.ts'
import { strategyRoutes } from './routes/strategies.ts'
import { templateRoutes } from './routes/templates.ts'
import { threadRoutes } from './routes/threads.ts'

export type RouteDeps = EndpointDeps &
  Parameters<typeof deskRoutes>[0] &
  Parameters<typeof exportRoutes>[0] &
  Parameters<typeof fileRoutes>[0] &
  Parameters<typeof historyRoutes>[0] &
  Parameters<typeof invitationRoutes>[0] &
  Parameters<typeof organisationRoutes>[0] &
  Parameters<typeof pageRoutes>[0] &
  Parameters<typeof peopleRoutes>[0] &
  Parameters<typeof processRoutes>[0] &
  Parameters<typeof scaleRoutes>[0] &
  Parameters<typeof sessionRoutes>[0] &
  Parameters<typeof strategyRoutes>[0] &
  Parameters<typeof templateRoutes>[0] &
  Parameters<typeof threadRoutes>[0] &
  Parameters<typeof noticeRoutes>[0] & { readonly publishing: Pick<Publishing, 'routes'> }

type Handlers = { readonly [Name in EndpointName]: Handler<(typeof endpoints)[Name]> }

/** Puts every endpoint on the router. */
export function mountRoutes(router: Router, deps: RouteDeps): void {
  const handlers: Handlers = {
    ...sessionRoutes(deps),
    ...organisationRoutes(deps),
    ...peopleRoutes(deps),
    ...invitationRoutes(deps),
    ...strategyRoutes(deps),
    ...pageRoutes(deps),
    ...templateRoutes(deps),
    ...fileRoutes(deps),
    ...processRoutes(deps),
    ...scaleRoutes(deps),
    ...deskRoutes(deps),
    ...historyRoutes(deps),
    ...threadRoutes(deps),
    ...noticeRoutes(deps),
    ...exportRoutes(deps),
    ...deps.publishing.routes,
  }
  const mountOne = <Name extends EndpointName>(name: Name) => {
    mount<(typeof endpoints)[Name]>(router, endpoints[name], handlers[name], deps)
  }
  for (const name of Object.keys(endpoints) as EndpointName[]) mountOne(name)
}
