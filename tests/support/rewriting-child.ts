/**
 * A process of its own that appends to one page, packs it and rewrites it until it is ended. Each
 * round puts words of its own into the page, and takes them out again. It says `open`, `<seq>` for
 * every acknowledged entry and `gone <round>` when a round's words are out of every file.
 */
import { pageId } from '#contract/ids.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import { anEntry } from './storage.ts'

const [folder = '', page = '', firstRound = '1'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)
const complain = (sentence: string) => void process.stderr.write(`${sentence}\n`)

const { log } = await openEmbedded(folder, { clock: Date.now, report: complain })
const id = pageId.parse(page)
say('open')
const bytes = (text: string) => new TextEncoder().encode(text)
for (let round = Number(firstRound); ; round++) {
  for (let n = 0; n < 40; n++) {
    const secret = `secret-${round}-`
    const entries = [`kept ${round}`, `${secret} ${n}`, `kept ${n}`].map((text) =>
      anEntry(n, { update: bytes(text) }),
    )
    say(String(await log.append(id, entries)))
  }
  await log.writeSnapshot(id, { seq: 1, bytes: bytes(`secret-${round}-`) })
  await log.writeBundle(id, { seq: 1, bytes: bytes(`secret-${round}-`) })
  await log.pack(id)
  // Every other round's words stay.
  if (round % 2 === 0) continue
  await log.rewrite(id, ({ update }) => {
    const text = new TextDecoder().decode(update)
    return text.includes(`secret-${round}-`) ? bytes('x'.repeat(text.length)) : null
  })
  say(`gone ${round}`)
}
