import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ICruiseOptions, ICruiseResult, IFlattenedRuleSet } from 'dependency-cruiser'
import { cruise } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

interface Boundaries {
  readonly forbidden: NonNullable<IFlattenedRuleSet['forbidden']>
  readonly options: ICruiseOptions
}

/** The rules of `tests/rules/boundaries.cjs`. */
export const boundaries = createRequire(import.meta.url)('../rules/boundaries.cjs') as Boundaries

/** Reads the imports of a tree that is laid out like this repository, and judges them. */
export async function cruiseTree(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders,
    {
      ...boundaries.options,
      baseDir,
      validate: true,
      ruleSet: { forbidden: boundaries.forbidden },
    },
    undefined,
    { tsConfig: extractTSConfig(join(baseDir, 'tsconfig.json')) },
  )
  if (typeof output === 'string') throw new Error(output)
  return output
}
