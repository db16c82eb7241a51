// @ts-check
/**
 * Who may import what. Allow-lists: what is ours and not named here is refused, so a new folder
 * is a decision. Paths are regular expressions; $1 is what the first group of `from` matched.
 */
const ours = '^(client|server|templates|tests)/'
const contract = '^server/contract/'
const history = '^server/history/'
const rooms = '^server/rooms/'
/** What pages hold in short: derived from rooms, beneath the features. */
const digests = '^server/digests/'
const ports = ['^server/storage/storage\\.ts$', '^server/bus/bus\\.ts$']
/** The ports, and what stands on them and knows no adapter: reading records through schemas. */
const store = ['^server/storage/[^/]+\\.ts$', '^server/bus/(bus|now-and-then)\\.ts$']
/** Histories of pages, kept ready: derived from the log, beneath the features. */
const chronicles = '^server/chronicles/'
const log = '^server/log\\.ts$'
const config = '^server/config\\.ts$'
const features = '^server/(pages|people|comments|notices|publishing|versions|workshops|process)/'
const clientFeatures =
  '^client/(editor|comments|history|workshop|workshops|publishing|process|participation)/'

/**
 * `from` may import of ours only `to`.
 * @param {string} name
 * @param {string | string[]} from
 * @param {string | string[]} to
 * @param {string[]} [except] parts of `from` with a rule of their own
 */
const only = (name, from, to, except = []) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: except },
  to: { path: ours, pathNot: to },
})

/**
 * `from` may not import `to`.
 * @param {string} name
 * @param {object} from
 * @param {object} to
 */
const never = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }),
    never('no-unresolved', {}, { couldNotResolve: true }),
    never(
      'no-orphans',
      {
        orphan: true,
        pathNot: ['^tests/', '\\.d\\.ts$', contract, '^server/commands/', '^client/sw\\.ts$'],
      },
      {},
    ),
    never('nobody-imports-tests', { pathNot: '^tests/' }, { path: '^tests/' }),

    // The contract runs anywhere: no Node, no one of ours.
    only('contract-stands-alone', contract, contract),
    never('contract-runs-anywhere', { path: contract }, { dependencyTypes: ['core'] }),

    // The server, from the ground up.
    only('ports', ports, contract),
    only('adapters', '^server/storage/(embedded|postgres)/', [
      '^server/storage/$1/',
      '^server/storage/[^/]+\\.ts$',
      contract,
    ]),
    only(
      'beside-the-ports',
      ['^server/storage/[^/]+\\.ts$', '^server/bus/'],
      ['^server/storage/[^/]+\\.ts$', '^server/bus/', contract],
    ),
    only('history-is-a-pure-engine', history, [history, contract, '^server/storage/storage\\.ts$']),
    never('history-runs-anywhere', { path: history }, { dependencyTypes: ['core'] }),
    only('rooms', rooms, [rooms, history, log, contract, ...store], ['^server/rooms/socket\\.ts$']),
    only('the-socket-asks-the-gate', '^server/rooms/socket\\.ts$', [
      rooms,
      history,
      log,
      contract,
      ...store,
      '^server/people/access\\.ts$',
    ]),
    only('digests-stand-on-rooms', digests, [digests, rooms, contract, ...store]),
    only('chronicles-stand-on-rooms', chronicles, [
      chronicles,
      rooms,
      history,
      log,
      contract,
      ...store,
    ]),
    only('features-are-strangers', features, [
      '^server/$1/',
      chronicles,
      digests,
      rooms,
      history,
      log,
      contract,
      ...store,
    ]),
    only('http', '^server/http/', [
      '^server/http/',
      features,
      chronicles,
      digests,
      rooms,
      history,
      contract,
      ...store,
      config,
      log,
    ]),
    only('app', '^server/app\\.ts$', [
      '^server/http/',
      features,
      chronicles,
      digests,
      rooms,
      history,
      contract,
      ...store,
      config,
      log,
    ]),
    only('config-and-log', [config, log], [config, log, contract]),
    only('main-and-the-command-line-know-the-server', '^server/(main|talkoot)\\.ts$', '^server/'),
    only('commands-know-the-server', '^server/commands/.*\\.ts$', '^server/'),
    never(
      'no-other-place-on-the-server',
      {
        path: '^server/',
        pathNot: [
          '^server/(contract|storage|bus|history|rooms|chronicles|digests|http|commands)/',
          features,
          '^server/(main|app|config|log|talkoot)\\.ts$',
        ],
      },
      { path: ours },
    ),
    never(
      'preparing-needs-nothing-installed',
      { path: '^server/commands/.*\\.mjs$', pathNot: '^server/commands/bundle\\.mjs$' },
      { path: 'node_modules/', dynamic: false },
    ),
    never(
      'only-main-builds-adapters',
      {
        path: '^server/',
        pathNot: ['^server/(main|talkoot)\\.ts$', '^server/(storage|commands)/'],
      },
      { path: '^server/(storage/(embedded|postgres)/|bus/redis)' },
    ),
    never(
      'only-the-socket-knows-ws',
      {
        path: '^server/',
        pathNot: ['^server/rooms/socket\\.ts$', '^server/http/[^/]*(event|socket)'],
      },
      { path: 'node_modules/(@types/)?ws/' },
    ),
    never(
      'only-notices-send-mail',
      { path: '^server/', pathNot: ['^server/notices/'] },
      { path: 'node_modules/(@types/)?nodemailer/' },
    ),
    never(
      'only-http-knows-express',
      { path: '^server/', pathNot: ['^server/http/', '^server/app\\.ts$'] },
      { path: 'node_modules/(@types/)?(express|helmet)/' },
    ),

    // The client.
    only(
      'client-knows-only-the-contract',
      '^client/',
      ['^client/', contract],
      ['^client/history/'],
    ),
    only('client-history-knows-the-engine', '^client/history/', ['^client/', contract, history]),
    never(
      'client-features-are-strangers',
      { path: clientFeatures },
      { path: clientFeatures, pathNot: '^client/$1/' },
    ),
    never(
      'client-features-are-under-screens',
      { path: clientFeatures },
      { path: '^client/screens/' },
    ),
    only('client-net-is-under-features', '^client/net/', ['^client/net/', contract]),
    only('client-ui-knows-nothing', '^client/ui/', ['^client/ui/', '^client/i18n/']),
    only('client-i18n-knows-words', '^client/i18n/', ['^client/i18n/', contract]),

    only('templates-are-data', '^templates/', ['^templates/', contract]),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^tests/bench/', '^dist/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
    },
  },
}
