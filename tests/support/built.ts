/** Before tests that start the built server or client: builds where stale, says where it is. */
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import { prepare } from '../../server/commands/prepare.mjs'
import { inRoot } from '../../server/commands/tree.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder `dist`, freshly built: `server/main.js`, `server/talkoot.js`, `client/`. */
    dist: string
  }
}

/** Vitest calls this once before the first test of a project. */
export default async function built(project: TestProject): Promise<void> {
  await prepare()
  project.provide('dist', inRoot('dist'))
}
