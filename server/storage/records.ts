/**
 * Where each kind of record lives in the catalogue, and reading it back through its schema. What
 * was stored by an older version is parsed like anything else that comes from outside.
 */
import {
  type ApprovalId,
  approvalId,
  type EditionId,
  type PageId,
  type PersonId,
  pageId,
  personId,
  type StrategyId,
  strategyId,
} from '#contract/ids.ts'
import type { z } from 'zod'
import type { Catalogue, Collection, Partition, Stored } from './storage.ts'

/** Holds the organisation, its people, their credentials and tokens. */
export const organisationPartition: Partition = 'organisation'

/** Holds the sessions, apart because they change with every sign-in. */
export const sessionsPartition: Partition = 'sessions'

/** Holds the organisation's own templates, apart because they hold whole pages. */
export const templatesPartition: Partition = 'templates'

/** Id of the only record in the collection `organisation`. */
export const organisationRecord = 'organisation'

const strategyPrefix = 'strategy-'

/** Holds a strategy, its memberships and its pages. */
export function strategyPartition(id: StrategyId): Partition {
  return `${strategyPrefix}${id}`
}

/** Holds the records of the files of a strategy's pages, apart because they are many. */
export function filesPartition(id: StrategyId): Partition {
  return `files-${id}`
}

/** The strategy whose records the partition holds, or null for another kind of partition. */
export function strategyOf(partition: Partition): StrategyId | null {
  if (!partition.startsWith(strategyPrefix)) return null
  return strategyId.parse(partition.slice(strategyPrefix.length))
}

/** Holds the versions and redactions of a strategy's pages, apart because they gather for years. */
export function historyPartition(id: StrategyId): Partition {
  return `history-${id}`
}

const answersPrefix = 'answers-'

/** Holds the answers to the scales of a page, apart because a whole hall answers at once. */
export function answersPartition(id: PageId): Partition {
  return `${answersPrefix}${id}`
}

/** The page whose answers the partition holds, or null for another kind of partition. */
export function answersOf(partition: Partition): PageId | null {
  if (!partition.startsWith(answersPrefix)) return null
  return pageId.parse(partition.slice(answersPrefix.length))
}

const threadsPrefix = 'threads-'

/** Holds the threads of a page and nothing else, so that a comment rewrites them alone. */
export function threadsPartition(id: PageId): Partition {
  return `${threadsPrefix}${id}`
}

/** The page whose threads the partition holds, or null for another kind of partition. */
export function threadsOf(partition: Partition): PageId | null {
  if (!partition.startsWith(threadsPrefix)) return null
  return pageId.parse(partition.slice(threadsPrefix.length))
}

const editionsPrefix = 'editions-'

/** Holds a strategy's approvals and editions, without their texts, and who agreed to be named. */
export function editionsPartition(id: StrategyId): Partition {
  return `${editionsPrefix}${id}`
}

/** The strategy whose editions the partition holds, or null for another kind of partition. */
export function editionsOf(partition: Partition): StrategyId | null {
  if (!partition.startsWith(editionsPrefix)) return null
  return strategyId.parse(partition.slice(editionsPrefix.length))
}

const frozenPrefix = 'frozen-'

/** Holds the frozen texts of one approval or edition and nothing else: they are written once. */
export function frozenPartition(id: ApprovalId | EditionId): Partition {
  return `${frozenPrefix}${id}`
}

/** Of what the partition holds the frozen texts; null for another kind of partition. */
export function frozenOf(partition: Partition): ApprovalId | EditionId | null {
  if (!partition.startsWith(frozenPrefix)) return null
  const id = partition.slice(frozenPrefix.length)
  // Both are ids alike; which of them it is, their records say.
  return approvalId.parse(id)
}

const readersPrefix = 'readers-'

/** Holds what readers of a strategy's editions wrote, and that they have read them. */
export function readersPartition(id: StrategyId): Partition {
  return `${readersPrefix}${id}`
}

/** The strategy whose readers the partition holds, or null for another kind of partition. */
export function readersOf(partition: Partition): StrategyId | null {
  if (!partition.startsWith(readersPrefix)) return null
  return strategyId.parse(partition.slice(readersPrefix.length))
}

const noticesPrefix = 'notices-'

/** Holds what one person was told, and what they want to be told. */
export function noticesPartition(id: PersonId): Partition {
  return `${noticesPrefix}${id}`
}

/** The person whose notices the partition holds, or null for another kind of partition. */
export function noticesOf(partition: Partition): PersonId | null {
  if (!partition.startsWith(noticesPrefix)) return null
  return personId.parse(partition.slice(noticesPrefix.length))
}

/**
 * Holds the desks of a thirty-second of all people: they change with every click, so that neither
 * one file for everybody would do nor one for each.
 */
export function desksPartition(id: PersonId): Partition {
  return `desks-${id.slice(0, 1)}`
}

/** Holds the digests of a strategy's pages, apart because they change while people write. */
export function digestsPartition(id: StrategyId): Partition {
  return `digests-${id}`
}

/** The strategy that holds the page, or null for an unknown page. Looks into every strategy. */
export async function strategyOfPage(
  catalogue: Catalogue,
  page: PageId,
): Promise<StrategyId | null> {
  for (const partition of await catalogue.partitions()) {
    const candidate = strategyOf(partition)
    if (candidate && (await catalogue.get(partition, 'pages', page))) return candidate
  }
  return null
}

/** The record, read through its schema, or null. */
export async function getRecord<T>(
  catalogue: Catalogue,
  place: { readonly partition: Partition; readonly collection: Collection },
  id: string,
  schema: z.ZodType<T>,
): Promise<Stored<T> | null> {
  const found = await catalogue.get(place.partition, place.collection, id)
  return found && { ...found, value: schema.parse(found.value) }
}

/** The record that holds a unique key, read through its schema, or null. */
export async function findRecord<T>(
  catalogue: Catalogue,
  place: { readonly partition: Partition; readonly collection: Collection },
  key: string,
  schema: z.ZodType<T>,
): Promise<Stored<T> | null> {
  const found = await catalogue.find(place.partition, place.collection, key)
  return found && { ...found, value: schema.parse(found.value) }
}

/** All records of a collection, read through their schema, ordered by id. */
export async function listRecords<T>(
  catalogue: Catalogue,
  place: { readonly partition: Partition; readonly collection: Collection },
  schema: z.ZodType<T>,
): Promise<readonly Stored<T>[]> {
  const found = await catalogue.list(place.partition, place.collection)
  return found.map((record) => ({ ...record, value: schema.parse(record.value) }))
}
