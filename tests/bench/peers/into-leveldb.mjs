/**
 * Puts updates into y-leveldb's files as its `storeUpdate` would have, one entry for each, but in
 * batches: `node into-leveldb.mjs FOLDER PAGE UPDATES.json`.
 */
import { readFileSync } from 'node:fs'
import { LeveldbPersistence } from 'y-leveldb'

const [folder, page, file] = process.argv.slice(2)
if (!folder || !page || !file) throw new Error('FOLDER PAGE UPDATES.json')
const persistence = new LeveldbPersistence(folder)
/** @type {string[]} */
const updates = JSON.parse(readFileSync(file, 'utf8'))
// After what is stored already.
const first = 1_000
const together = 10_000
for (let from = 0; from < updates.length; from += together) {
  await persistence._transact(async (db) => {
    await db.batch(
      updates.slice(from, from + together).map((update, index) => ({
        type: 'put',
        key: ['v1', page, 'update', first + from + index],
        value: Buffer.from(update, 'base64'),
      })),
    )
  })
}
await persistence.destroy()
