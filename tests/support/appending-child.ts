/**
 * A process of its own that opens a data folder and appends until it is ended. It says `open`, and
 * `<page> <seq> <number>` for every acknowledged entry, `file <file> <number>` for every file; SIGTERM closes the folder in good order.
 */
import { newId, pageId } from '#contract/ids.ts'
import { serveControl } from '../../server/storage/embedded/control.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { anEntry, keepFile, put, someBytes } from './storage.ts'

const [folder = '', firstNumber = '1'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (sentence: string) => void process.stderr.write(`${sentence}\n`)

const storage = await openEmbedded(folder, { clock: Date.now, report: complain })
const control = await serveControl(storage, complain)
say('open')
let ending = false
// Not `once`: write-file-atomic ends the process at a signal that nobody else listens to any more.
process.on('SIGTERM', () => (ending = true))

let number = Number(firstNumber)
const known = await storage.log.pages()
const pages = [...known, ...Array.from({ length: 3 }, () => newId(pageId))].slice(-8)
const writers = pages.map(async (page, i) => {
  while (!ending) {
    const numbers = Array.from({ length: 1 + (i % 3) }, () => number++)
    const last = await storage.log.append(
      page,
      numbers.map((n) => anEntry(n)),
    )
    numbers.forEach((n, at) => say(`${page} ${last - numbers.length + 1 + at} ${n}`))
    if (i === 0) {
      const n = number++
      await storage.catalogue.transact('p', [put('last', n)])
      say(`catalogue 0 ${n}`)
      if (n % 5 === 0) say(`file ${await keepFile(storage, someBytes(n))} ${n}`)
    }
  }
})
await Promise.all(writers)
await control.close()
await storage.close()
