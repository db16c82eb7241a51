import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { storageRules } from './storage-rules.ts'

storageRules('embedded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'talkoot-'))
  return {
    open: () => openEmbedded(folder, { clock: Date.now, report: () => {} }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
})
