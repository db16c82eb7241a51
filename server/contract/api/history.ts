/** The history of a page: everything that was ever in it, named moments, restoring, redacting. */
import { z } from 'zod'
import { define, nothing } from '../endpoint.ts'
import { pageId, personId, strategyId, unitId, versionId } from '../ids.ts'
import * as r from '../records.ts'

const onePage = z.object({ id: pageId })
const oneVersion = onePage.extend({ version: versionId })
const seq = z.int().min(1)
/** Numbers in a path are text. */
const seqInPath = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const versionText = {
  name: r.displayName,
  note: z.string().normalize('NFC').trim().max(2000),
}
/** Yjs clocks: what is named by them keeps its name for ever. */
const clock = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const client = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** How many took part, by unit. Units with fewer than five people are merged (`unit` null). */
const participation = z.object({
  /** People who may write or comment here, and those of them who wrote. */
  invited: z.int(),
  tookPart: z.int(),
  /** Null where fewer than five are invited: numbers would name them. */
  units: z
    .array(
      z.object({
        /** Null = all those whose units are too small to be shown, or who have none. */
        unit: unitId.nullable(),
        name: z.string().nullable(),
        invited: z.int(),
        tookPart: z.int(),
      }),
    )
    .nullable(),
  /** Weeks from the first entry on, by their Mondays: how many people wrote, up to then and then. */
  weeks: z.array(z.object({ from: r.day, tookPart: z.int(), soFar: z.int() })),
})

export const historyEndpoints = {
  getHistory: define({
    method: 'GET',
    path: '/api/pages/:id/history',
    summary:
      'The page’s whole history in Talkoot’s own form (a bundle, for the history engine), with everything that was deleted.',
    access: { by: 'page', action: 'history.read' },
    givesBytes: true,
    params: onePage,
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  getHistoryAfter: define({
    method: 'GET',
    path: '/api/pages/:id/history/after/:seq',
    summary: 'The entries after one, to go on with a bundle (see getHistory).',
    access: { by: 'page', action: 'history.read' },
    givesBytes: true,
    params: onePage.extend({ seq: seqInPath }),
    body: nothing,
    status: 200,
    reply: nothing,
  }),
  getHistoryFacts: define({
    method: 'GET',
    path: '/api/pages/:id/history/facts',
    summary: 'Who wrote on the page, its named moments, and where I was when I was here last.',
    access: { by: 'page', action: 'history.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({
      head: z.int(),
      epoch: z.int(),
      /** How often something was taken out: what was fetched before is to be thrown away. */
      redactions: z.array(r.redaction),
      versions: z.array(r.version),
      people: z.array(
        z.object({
          id: personId,
          name: z.string(),
          unit: unitId.nullable(),
          /** Of the pictures of growth: a unit of five or more, or null for all others. */
          group: unitId.nullable(),
        }),
      ),
      units: z.array(z.object({ id: unitId, name: z.string() })),
      /** The last entry that was there when I was here before; null = I never was. */
      lastHere: z.int().nullable(),
    }),
  }),
  getPageAt: define({
    method: 'GET',
    path: '/api/pages/:id/history/at/:seq',
    summary: 'The page’s text after an entry, as a tree of nodes and as plain text.',
    access: { by: 'page', action: 'history.read' },
    params: onePage.extend({ seq: seqInPath }),
    body: nothing,
    status: 200,
    reply: z.object({
      seq: z.int(),
      at: z.iso.datetime(),
      by: personId,
      content: z.json(),
      text: z.string(),
    }),
  }),
  getPageChanges: define({
    method: 'GET',
    path: '/api/pages/:id/history/changes/:from/:to',
    summary: 'What changed between two moments: the page with insertions, deletions and moves.',
    access: { by: 'page', action: 'history.read' },
    params: onePage.extend({ from: seqInPath, to: seqInPath }),
    body: nothing,
    status: 200,
    /** As the history engine gives it: `PageChanges` in `server/history`. */
    reply: z.object({
      from: z.int(),
      to: z.int(),
      page: z.unknown(),
      changes: z.array(z.unknown()),
      people: z.array(personId),
    }),
  }),
  listVersions: define({
    method: 'GET',
    path: '/api/pages/:id/versions',
    summary: 'The page’s named moments, the newest first.',
    access: { by: 'page', action: 'history.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: z.object({ versions: z.array(r.version) }),
  }),
  makeVersion: define({
    method: 'POST',
    path: '/api/pages/:id/versions',
    summary: 'Give a moment a name; without `seq` the present one.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.object({
      seq: seq.optional(),
      name: versionText.name,
      note: versionText.note.optional(),
    }),
    status: 201,
    reply: r.version,
  }),
  changeVersion: define({
    method: 'PATCH',
    path: '/api/pages/:id/versions/:version',
    summary: 'Call a moment something else, or say something else of it.',
    access: { by: 'page', action: 'page.write' },
    params: oneVersion,
    body: z.object({ name: versionText.name.optional(), note: versionText.note.optional() }),
    status: 200,
    reply: r.version,
  }),
  removeVersion: define({
    method: 'DELETE',
    path: '/api/pages/:id/versions/:version',
    summary: 'Take a moment’s name away; the moment stays in the history. Not of a publication.',
    access: { by: 'page', action: 'page.write' },
    params: oneVersion,
    body: nothing,
    status: 204,
    reply: nothing,
  }),
  restoreMoment: define({
    method: 'POST',
    path: '/api/pages/:id/restores',
    summary:
      'Bring a moment back, the whole page or one block of it, as one more entry in my name; or take such a restore back. The page as it was before gets a version.',
    access: { by: 'page', action: 'page.write' },
    params: onePage,
    body: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('restore'),
        seq,
        /** The block, by the Yjs id of its node; left out: the whole page. */
        part: z.object({ client, clock }).optional(),
      }),
      z.object({ kind: z.literal('undo'), seq }),
    ]),
    status: 200,
    reply: z.object({
      /** The entry; null when the page was like that already. */
      seq: z.int().nullable(),
      version: r.version.nullable(),
    }),
  }),
  redactHistory: define({
    method: 'POST',
    path: '/api/pages/:id/redactions',
    summary:
      'Take passages out of the page and its whole history, for good. Only administrators; what is in backups and on other people’s computers is out of reach.',
    access: { by: 'page', action: 'history.redact' },
    confirm: true,
    params: onePage,
    body: z.object({
      ranges: z
        .array(z.object({ client, clock, length: z.int().min(1) }))
        .min(1)
        .max(10_000),
      reason: z.string().normalize('NFC').trim().min(1).max(500),
    }),
    status: 201,
    reply: r.redaction,
  }),
  getPageParticipation: define({
    method: 'GET',
    path: '/api/pages/:id/participation',
    summary: 'How many of those invited wrote on the page, by unit and over time; nobody by name.',
    access: { by: 'page', action: 'history.read' },
    params: onePage,
    body: nothing,
    status: 200,
    reply: participation,
  }),
  getStrategyParticipation: define({
    method: 'GET',
    path: '/api/strategies/:id/participation',
    summary: 'The same for the pages of a strategy that I may read the history of.',
    access: { by: 'strategy', action: 'history.read' },
    params: z.object({ id: strategyId }),
    body: nothing,
    status: 200,
    reply: participation,
  }),
} as const
