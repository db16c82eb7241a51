/** How an edition is frozen: its content, and beside it where somebody is named. */
import { personId } from '#contract/ids.ts'
import { z } from 'zod'
import type { EditionContent } from './edition-content.ts'
import type { Frozen } from './frozen-store.ts'
import { isFormat } from './frozen-texts.ts'

const names = z.array(
  z.object({
    person: personId,
    name: z.string(),
    at: z.array(z.union([z.string(), z.int()])).readonly(),
    from: z.int().min(0),
  }),
)

/** Its sum says that it is what was written; the format, that it is read as it was meant. */
export const frozenContent = z.object({
  value: z.custom<EditionContent>(isFormat),
  beside: z.object({ names }),
})
export type FrozenContent = z.infer<typeof frozenContent>
export type FrozenNames = FrozenContent['beside']

export type FrozenEdition = Frozen<EditionContent, FrozenNames>
