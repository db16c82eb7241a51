/** A strategy with editions on a running server, made over its API as people make them. */
import type { z } from 'zod'
import type { endpoints } from '../../server/contract/api.ts'
import type { EditionView } from '../../server/contract/api/publishing.ts'
import type { Member, Wiki } from './wiki.ts'

type Settings = z.input<(typeof endpoints)['setPublication']['body']>

export const openSettings: Settings = {
  slug: 'viestinta',
  reach: 'network',
  linkUntil: null,
  embedding: [],
  feedbackDays: 14,
  confirmation: false,
}

/** Sets how it is published; what is left out is as in `openSettings`. */
export function publication(wiki: Wiki, settings: Partial<Settings> = {}) {
  const body = { ...openSettings, ...settings }
  return wiki.aino.browser.does('setPublication', { params: { id: wiki.strategy }, body })
}

export interface Publishing {
  readonly step?: 'major' | 'minor'
  readonly changeNote?: string
  readonly publishAt?: string | null
  readonly reasons?: boolean
  readonly ownerRole?: string
}

/** Asks the administrator to approve pages as they are now. */
export async function asked(
  wiki: Wiki,
  pages: readonly string[],
  { ownerRole = 'Head of communications', reasons = true }: Publishing = {},
  approver: Member = wiki.aino,
) {
  return wiki.aino.browser.does('askApproval', {
    params: { id: wiki.strategy },
    body: {
      pages: pages.map((page) => ({ page, ownerRole })),
      approvers: [{ person: approver.person.id, role: 'Management group' }],
      note: 'canarynote to those who are asked',
      reasons,
    },
  })
}

/** Asks, approves and publishes pages as they are now. */
export async function published(
  wiki: Wiki,
  pages: readonly string[],
  publishing: Publishing = {},
): Promise<EditionView> {
  const { browser } = wiki.aino
  const { id: approval } = await asked(wiki, pages, publishing)
  const params = { id: wiki.strategy, approval }
  await browser.does('answerApproval', {
    params,
    body: { what: 'approved', despite: 'It cannot wait.', named: false },
  })
  const { changeNote = 'What is new.', publishAt = null, step = 'minor' } = publishing
  return browser.does('publishEdition', {
    params,
    body: { step, changeNote, validFrom: '2026-12-01', publishAt },
  })
}

export async function withdrawn(wiki: Wiki, { id }: EditionView, reason = 'It was wrong.') {
  const params = { id: wiki.strategy, edition: id }
  return wiki.aino.browser.does('withdrawEdition', { params, body: { reason } })
}
