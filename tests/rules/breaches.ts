/** Small files that each break one rule of boundaries.cjs, and some that break none. */

type File = readonly [path: string, text: string]

interface Breach {
  readonly rule: string
  /** The first is where the breach is. */
  readonly files: readonly File[]
}

const uses = (...paths: string[]) => paths.map((path) => `import '${path}'`).join('\n')
const breach = (rule: string, file: string, ...imports: string[]): Breach => ({
  rule,
  files: [[file, uses(...imports)]],
})

/** Obedient files, for the breaches to import. */
export const innocents: readonly File[] = [
  ['server/contract/ids.ts', 'export const id = 1'],
  ['server/contract/records.ts', "export { id } from './ids.ts'"],
  ['server/storage/storage.ts', uses('#contract/ids.ts')],
  ['server/storage/records.ts', uses('./storage.ts', '#contract/ids.ts')],
  ['server/storage/embedded/open.ts', uses('../storage.ts', '#contract/ids.ts', 'node:fs')],
  ['server/storage/embedded/log.ts', uses('./open.ts')],
  ['server/storage/postgres/open.ts', uses('../storage.ts')],
  ['server/bus/bus.ts', uses('#contract/ids.ts')],
  ['server/history/chronicle.ts', uses('#contract/ids.ts', '../storage/storage.ts', 'yjs')],
  [
    'server/rooms/room.ts',
    uses('../history/chronicle.ts', '../storage/storage.ts', '../bus/bus.ts'),
  ],
  ['server/rooms/socket.ts', uses('./room.ts', 'ws', '../people/access.ts')],
  ['server/digests/digests.ts', uses('../rooms/room.ts', '../storage/records.ts')],
  ['server/people/access.ts', uses('../storage/records.ts')],
  ['server/pages/pages.ts', uses('../rooms/room.ts', '../digests/digests.ts')],
  [
    'server/http/endpoint.ts',
    uses('express', '../pages/pages.ts', '../people/access.ts', '../config.ts'),
  ],
  ['server/config.ts', uses('#contract/ids.ts')],
  ['server/app.ts', uses('./http/endpoint.ts', './rooms/socket.ts', './bus/bus.ts', './config.ts')],
  ['server/main.ts', uses('./app.ts', './storage/embedded/open.ts', './storage/embedded/log.ts')],
  ['server/commands/run.mjs', "import 'node:fs'\nvoid import('vite')"],
  ['client/i18n/messages.ts', uses('#contract/ids.ts')],
  ['client/ui/Button.tsx', uses('react', '../i18n/messages.ts')],
  ['client/net/api.ts', uses('#contract/records.ts')],
  ['client/editor/PageEditor.tsx', uses('../ui/Button.tsx', '../net/api.ts', '#contract/ids.ts')],
  ['client/history/Timeline.tsx', uses('../net/api.ts', '../../server/history/chronicle.ts')],
  ['client/screens/Home.tsx', uses('../editor/PageEditor.tsx', '../history/Timeline.tsx')],
  ['tests/support/app.ts', uses('../../server/app.ts')],
]

export const breaches: readonly Breach[] = [
  {
    rule: 'no-cycles',
    files: [
      ['server/rooms/one.ts', "import { two } from './two.ts'\nexport const one = () => two"],
      [
        'server/rooms/two.ts',
        "import type { one } from './one.ts'\nexport const two: typeof one | 2 = 2",
      ],
    ],
  },
  breach('no-unresolved', 'server/rooms/lost.ts', './nowhere.ts'),
  { rule: 'no-orphans', files: [['server/rooms/orphan.ts', 'export const alone = true']] },
  breach('nobody-imports-tests', 'server/rooms/tested.ts', '../../tests/support/app.ts'),
  breach('contract-stands-alone', 'server/contract/proud.ts', '../storage/storage.ts'),
  breach('contract-runs-anywhere', 'server/contract/file.ts', 'node:fs'),
  breach('ports', 'server/bus/bus.ts', '../storage/storage.ts'),
  breach('adapters', 'server/storage/embedded/catalogue.ts', '../postgres/open.ts'),
  breach('beside-the-ports', 'server/storage/memory.ts', '../rooms/room.ts'),
  breach('history-is-a-pure-engine', 'server/history/replay.ts', '../storage/embedded/log.ts'),
  breach('history-runs-anywhere', 'server/history/clock.ts', 'node:fs/promises'),
  breach('rooms', 'server/rooms/title.ts', '../pages/pages.ts'),
  {
    rule: 'the-socket-asks-the-gate',
    files: [['server/rooms/socket.ts', uses('./room.ts', 'ws', '../people/sign-in.ts')]],
  },
  breach('digests-stand-on-rooms', 'server/digests/digests.ts', '../pages/pages.ts'),
  breach('chronicles-stand-on-rooms', 'server/chronicles/upkeep.ts', '../pages/pages.ts'),
  {
    rule: 'features-are-strangers',
    files: [['server/people/sign-in.ts', "export type { P } from '../pages/pages.ts'"]],
  },
  breach('http', 'server/http/routes.ts', '../main.ts'),
  breach('app', 'server/app.ts', './talkoot.ts'),
  breach('config-and-log', 'server/log.ts', './rooms/room.ts'),
  breach('main-and-the-command-line-know-the-server', 'server/talkoot.ts', '../client/net/api.ts'),
  breach('commands-know-the-server', 'server/commands/backup.ts', '../../client/net/api.ts'),
  breach('no-other-place-on-the-server', 'server/utils/misc.ts', '#contract/ids.ts'),
  breach('preparing-needs-nothing-installed', 'server/commands/start.mjs', 'yjs'),
  {
    rule: 'only-main-builds-adapters',
    files: [['server/http/data.ts', "void import('../storage/embedded/open.ts')"]],
  },
  breach('only-the-socket-knows-ws', 'server/rooms/session.ts', 'ws'),
  breach('only-notices-send-mail', 'server/people/links.ts', 'nodemailer'),
  breach('only-http-knows-express', 'server/pages/routes.ts', 'express'),
  breach('client-knows-only-the-contract', 'client/main.tsx', '../server/rooms/room.ts'),
  breach(
    'client-history-knows-the-engine',
    'client/history/Changes.tsx',
    '../../server/rooms/room.ts',
  ),
  breach('client-features-are-strangers', 'client/editor/Toolbar.tsx', '../history/Timeline.tsx'),
  breach('client-features-are-under-screens', 'client/editor/Menu.tsx', '../screens/Home.tsx'),
  breach('client-net-is-under-features', 'client/net/sync.ts', '../ui/Button.tsx'),
  breach('client-ui-knows-nothing', 'client/ui/Dialog.tsx', '../net/api.ts'),
  breach('client-i18n-knows-words', 'client/i18n/words.ts', '../ui/Button.tsx'),
  breach('templates-are-data', 'templates/goals.ts', '../server/pages/pages.ts'),
]
