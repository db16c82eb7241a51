/** What an approval freezes: the pages' texts, with marks where people are named. */
import type { FileId, PageId, PersonId, Seq } from '#contract/ids.ts'
import type { KeptFile } from '#contract/editions.ts'
import type { Language } from '#contract/records.ts'
import { z } from 'zod'
import type { Piece } from '../piece.ts'
import type { Story } from '../story/story.ts'
import type { Frozen } from './frozen-store.ts'

export interface FrozenText {
  readonly page: PageId
  readonly parent: PageId | null
  /** `behind`: the other page was written on since this one was made to follow it. */
  readonly source: { readonly page: PageId; readonly behind: boolean } | null
  readonly title: string
  readonly language: Language
  readonly seq: Seq
  readonly ownerRole: string
  readonly owner: PersonId | null
  readonly reviewOn: string | null
  readonly pieces: readonly Piece[]
}

/** A picture or attachment that everybody who was asked may see. */
export type FrozenFile = Pick<KeptFile, 'file' | 'type' | 'name' | 'size'>

export interface FrozenTexts {
  readonly format: 1
  readonly pages: readonly FrozenText[]
  readonly files: readonly FrozenFile[]
  readonly story: Story
}

/** Its sum says that it is what was written; the format, that it is read as it was meant. */
export const frozenTexts = z.object({
  value: z.custom<FrozenTexts>((value) => isFormat(value)),
  beside: z.object({}),
}) satisfies z.ZodType<Frozen<FrozenTexts, object>>

export function isFormat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 1
}

/** A file that pieces show, with the page that it belongs to. */
export interface ShownFile {
  readonly file: FileId
  readonly page: PageId
}
