/** What the screens of administration read. Nothing of it is remembered in the browser. */
import { queryOptions } from '@tanstack/react-query'
import { call } from './api.ts'

/** Every invitation, the newest first. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await call('listInvitations', {}, signal)).invitations,
})

/** The organisation with its settings as they are now. */
export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => call('getOrganisation', {}, signal),
})

/** Every strategy with who may do what in it. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await call('listRoles', {}, signal)).strategies,
})

/** How the installation fares; asked again by itself while it is looked at. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => call('getHealth', {}, signal),
  staleTime: 0,
  refetchInterval: 30_000,
  refetchIntervalInBackground: false,
})
