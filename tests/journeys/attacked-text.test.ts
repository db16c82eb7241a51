import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { rejection } from '#contract/wire.ts'
import { refusedAttacks, shownAttacks } from '../support/attacks/raw.ts'
import { updateOf } from '../support/hostile-updates.ts'
import { syncMessage } from '../support/raw-socket.ts'
import { type Member, Wiki } from '../support/wiki.ts'
import { shareWiki } from '../support/shared-wiki.ts'

let wiki: Wiki
let mallory: Member

shareWiki(async (begun) => {
  wiki = begun
  mallory = await wiki.person('Mallory', 'editor')
})

test('[S20] marks, elements and attributes that would run are refused, each of them', async () => {
  expect(refusedAttacks.length).toBeGreaterThan(250)
  const page = await wiki.page()
  const reader = await wiki.fresh(page)
  const before = reader.xml
  for (let at = 0; at < refusedAttacks.length; at += 20) {
    await Promise.all(
      refusedAttacks.slice(at, at + 20).map(async ({ what, write }) => {
        const forger = wiki.client(page, mallory, { ack: true })
        await forger.untilSynced()
        const update = updateOf(Y.encodeStateAsUpdate(forger.doc), write)
        forger.raw(syncMessage('update', update))
        await forger.until(
          () => forger.rejected.length > 0 || forger.saved > 1,
          `answered: ${what}`,
        )
        expect(forger.rejected[0]?.code, what).toSatisfy(
          (code) => code === rejection.schema.code || code === rejection.malformed.code,
        )
        forger.destroy()
      }),
    )
  }
  expect((await wiki.fresh(page)).xml).toBe(before)
})

test('[S20] what only looks like an attack is text, in every place that text may have', async () => {
  const page = await wiki.page()
  const attacks = shownAttacks(mallory.person.id)
  expect(attacks.length).toBeGreaterThan(500)
  for (const { what, write } of attacks.filter((_, n) => n % 10 === 0)) {
    const writer = wiki.client(page, mallory, { ack: true })
    await writer.untilSynced()
    writer.doc.transact(() => write(writer.root))
    await writer.until(() => writer.rejected.length > 0 || writer.complete, `saved: ${what}`)
    expect(writer.rejected, what).toEqual([])
    writer.destroy()
  }
})
