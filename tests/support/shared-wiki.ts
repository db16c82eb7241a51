import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { launchApp, type AppOverrides, type RunningApp, throwReported } from './app.ts'
import { Wiki } from './wiki.ts'

/**
 * One server, on files of its own, for all tests of a file; `begun` runs before the first of them.
 * After each test everybody leaves, and what the server reported meanwhile fails that test.
 */
export function shareWiki(
  begun: (wiki: Wiki, app: RunningApp) => void | Promise<void>,
  options?: AppOverrides,
): void {
  let folder: string
  let app: RunningApp
  let wiki: Wiki

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'talkoot-'))
    app = await launchApp(folder, options)
    wiki = await Wiki.begin(app)
    await begun(wiki, app)
  })
  afterEach(() => {
    wiki.leave()
    throwReported(app)
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })
}
