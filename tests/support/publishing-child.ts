/**
 * A server as a process of its own, on a data folder and a port, that is killed when an edition is
 * stored: `before` the transaction, when all it is made of lies there, or `after` it, when nobody has
 * been told. It says `open` when it listens.
 */
import { createApp } from '../../server/app.ts'
import { processBus } from '../../server/bus/bus.ts'
import { readConfig } from '../../server/config.ts'
import { listen } from '../../server/http/listen.ts'
import { openEmbedded } from '../../server/storage/embedded/open.ts'
import type { Catalogue } from '../../server/storage/storage.ts'

const [folder = '', port = '0', when = 'before'] = process.argv.slice(2)
const complain = (error: unknown, what: string) => void console.error(what, error)
const token = 'a token for the tests'
const given = { PORT: port, HOST: '127.0.0.1', TALKOOT_SETUP_TOKEN: token, TALKOOT_DATA: folder }
const config = readConfig(given)
const report = (sentence: string, cause?: unknown) => complain(cause, sentence)
const storage = await openEmbedded(folder, { clock: Date.now, report })
const { catalogue } = storage
const die = () => process.kill(process.pid, 'SIGKILL')
const killed: Catalogue = {
  get: (...of) => catalogue.get(...of),
  list: (...of) => catalogue.list(...of),
  find: (...of) => catalogue.find(...of),
  partitions: () => catalogue.partitions(),
  async transact(partition, changes) {
    const isEdition = changes.some(({ collection }) => collection === 'editions')
    if (isEdition && when === 'before') die()
    const done = await catalogue.transact(partition, changes)
    if (isEdition) die()
    return done
  },
}
const app = await createApp({
  storage: { ...storage, catalogue: killed },
  bus: processBus((error) => complain(error, 'the bus')),
  clock: Date.now,
  config,
  report: complain,
  note: () => {},
})
const listening = await listen(app.server, config.host, config.port)
process.stdout.write(`open ${listening.port}\n`)
