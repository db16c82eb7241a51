/** The one place where the modules meet. What every end-to-end test starts. */
import { createServer, type Server } from 'node:http'
import type { Bus } from './bus/bus.ts'
import { nowAndThen } from './bus/now-and-then.ts'
import type { Config } from './config.ts'
import { createAdmit } from './http/admit.ts'
import { createTakeBytes } from './http/bytes.ts'
import { createEnter } from './http/enter.ts'
import { createEvents } from './http/events.ts'
import { createForget } from './http/forget.ts'
import { createHttp } from './http/http.ts'
import { createInstallation } from './http/installation.ts'
import { createMoments } from './http/moments.ts'
import { createPublishing } from './http/publishing.ts'
import { createRateLimit } from './http/rate-limit.ts'
import { readablePage } from './http/readable-pages.ts'
import { routeUpgrades } from './http/upgrades.ts'
import { createChronicles } from './chronicles/chronicles.ts'
import { createUpkeep } from './chronicles/upkeep.ts'
import type { MailTimes } from './notices/mail/mailing.ts'
import { createNotices } from './notices/notices.ts'
import { createFiles } from './pages/files.ts'
import { createOwnTemplates } from './pages/own-templates.ts'
import { createMakePage } from './pages/page-making.ts'
import { createPagePlaces } from './pages/page-places.ts'
import { createChangeTree } from './pages/page-records.ts'
import { createPages } from './pages/pages.ts'
import { createPictures } from './pages/picture.ts'
import { createStrategies } from './pages/strategies.ts'
import { readTemplates } from './pages/templates.ts'
import { createTitles } from './pages/titles.ts'
import { createAccept } from './people/accepting.ts'
import { createAccess } from './people/access.ts'
import { isActive } from './people/active.ts'
import { deviceCookie, sessionCookie } from './people/cookie.ts'
import { createPasswordCheck } from './people/common-passwords.ts'
import { createCredentials } from './people/credentials.ts'
import { createEntrance } from './people/entrance.ts'
import { createIdentify } from './people/identify.ts'
import { createImport } from './people/import.ts'
import { createInvitations } from './people/invitations.ts'
import { createInvited } from './people/invited.ts'
import { createJoining } from './people/joining.ts'
import { createLinks } from './people/links.ts'
import { createMembers } from './people/members.ts'
import { createMyData } from './people/my-data.ts'
import { createMyPassword } from './people/my-password.ts'
import { createOffers } from './people/offers.ts'
import { createOrganisation } from './people/organisation.ts'
import { createPasswords } from './people/passwords.ts'
import { createPeople } from './people/people.ts'
import { createPseudonyms } from './people/pseudonyms.ts'
import { createRecover, type Recover } from './people/recovery.ts'
import { createSessions } from './people/sessions.ts'
import { createSignIn } from './people/sign-in.ts'
import { createStanding } from './people/standing.ts'
import { createThrottle } from './people/throttle.ts'
import { createTokens } from './people/tokens.ts'
import { createUnits } from './people/units.ts'
import { createBeginnings } from './digests/beginnings.ts'
import { createDigestStore } from './digests/digest-store.ts'
import { createDigests, type DigestTimes } from './digests/digests.ts'
import { createMakeDigest } from './digests/make-digest.ts'
import { createTails } from './digests/tails.ts'
import { createAccepting } from './comments/accepting.ts'
import { type AnchoringTimes, createAnchoring } from './comments/anchoring.ts'
import { createDiscussion } from './comments/discussion.ts'
import { createEndings } from './comments/endings.ts'
import { createFirstLook } from './comments/first-look.ts'
import { createOwnWords } from './comments/own-words.ts'
import { createTakeOutOfThreads } from './comments/taken-words.ts'
import { createThreads } from './comments/threads.ts'
import { createAnswers } from './process/answers.ts'
import { createDesks } from './process/desks.ts'
import { createHome } from './process/home.ts'
import { createScales } from './process/scales.ts'
import { createStages } from './process/stages.ts'
import type { PageId } from '#contract/ids.ts'
import type { Person } from '#contract/records.ts'
import { createTakeOutOfFeedback } from './publishing/readers/taken-out.ts'
import { createPdfMaker } from './publishing/pdf/pdf-maker.ts'
import { createRooms, type Rooms, type RoomTimes } from './rooms/rooms.ts'
import { attachCollab } from './rooms/socket.ts'
import type { Storage } from './storage/storage.ts'
import { createForgetting } from './versions/forgetting.ts'
import { createTakeOutMentions } from './versions/mentioned.ts'
import { createRedact } from './versions/redact.ts'
import { createRedactions } from './versions/redactions.ts'
import { createRestores } from './versions/restores.ts'
import { createRewrite } from './versions/rewriting.ts'
import { createVersions } from './versions/versions.ts'

const sweepMs = 3_600_000
const closeWithinMs = 2_000
/** Whoever looks at a history fetches what is new as often. */
const writtenMs = 2_000

export interface AppDeps {
  /** Stays the caller's to close, after the app. */
  readonly storage: Storage
  readonly bus: Bus
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly config: Config
  readonly report: (error: unknown, what: string) => void
  /** Told of what somebody should be able to find in the log: sign-ins refused, rights given. */
  readonly note: (event: string, details: Readonly<Record<string, string>>) => void
  readonly roomTimes?: Partial<RoomTimes>
  readonly digestTimes?: Partial<DigestTimes>
  readonly anchoringTimes?: Partial<AnchoringTimes>
  readonly mailTimes?: Partial<MailTimes>
  /** Certificates of mail servers to be believed beside the machine's, PEM. */
  readonly trusted?: string
}

export interface App {
  /** Not yet listening. */
  readonly server: Server
  /** The one-time set-up token, or null when the organisation is set up. */
  setupToken(): Promise<string | null>
  figures(): ReturnType<Rooms['figures']>
  /** What is done once a day, at once: what is due is told, and what is old goes. */
  daily(): Promise<void>
  /** For who is locked out: asked from the command line of this machine. */
  readonly recover: Recover
  /** Tells clients, stores everything, lets requests finish for up to two seconds. Idempotent. */
  close(): Promise<void>
}

/** Throws TemplateError when a template is not right. */
export async function createApp(deps: AppDeps): Promise<App> {
  const { storage, bus, clock, config, report, note } = deps
  const { catalogue, log } = storage
  const { basePath, publicUrl } = config
  const templates = await readTemplates(config.templates)
  let closed: Promise<void> | null = null

  const passwords = createPasswords()
  const credentials = createCredentials({ catalogue, passwords })
  const links = createLinks({ catalogue, credentials, clock })
  const checkPassword = createPasswordCheck()
  const people = createPeople({ catalogue, bus, checkPassword, credentials, links, clock })
  const units = createUnits({ catalogue, bus, clock })
  const sessions = createSessions({ catalogue, bus, credentials, people, clock, report })
  const tokens = createTokens({ catalogue, bus, clock, credentials })
  const standing = createStanding({ catalogue, bus, clock, links, sessions, tokens })
  const cookie = sessionCookie(publicUrl, basePath)
  const device = deviceCookie(publicUrl, basePath)
  const moments = createMoments({ bus, clock })
  const enter = createEnter({ clock, cookie, credentials, device, moments, people, sessions })
  const identify = createIdentify({ people, sessions, tokens, cookie, publicUrl, clock })
  const throttle = createThrottle(clock)
  const access = createAccess(catalogue, clock)
  const accounts = { bus, catalogue, clock, checkPassword, credentials, links, people, sessions }
  const counted = { throttle, tokens, note }
  const signIn = createSignIn({ ...accounts, ...counted, setupToken: config.setupToken })
  const myPassword = createMyPassword({ ...accounts, ...counted })
  const answers = createAnswers({ catalogue, clock })
  const desks = createDesks({ bus, catalogue, clock, log })
  const threads = createThreads({ bus, catalogue })
  const said = createOwnWords(threads)
  const reads = (person: Person, page: PageId) => readablePage(access, person, page)
  const mail = { mailTimes: deps.mailTimes, office: config.mail, trusted: deps.trusted }
  const mayCome = (person: Person) => isActive(person, clock())
  const told = { ...mail, isActive: mayCome, publicUrl, reads, report }
  const writers = async (page: PageId) => (await chronicles.contributions(page)).people
  const notices = createNotices({ ...told, bus, catalogue, clock, writers })
  const held = { answers, catalogue, desks, log, notices, sessions, tokens }
  const myData = createMyData({
    ...held,
    access,
    clock,
    files: { by: (person) => files.by(person) },
    said,
    throttle,
  })
  const members = createMembers({ catalogue, bus, people })
  const settings = createOrganisation({ catalogue, bus, basePath, publicUrl })
  const importPeople = createImport(accounts)
  const invitations = createInvitations({ access, catalogue, bus, clock })
  const entrance = createEntrance({ ...accounts, note, throttle })
  const offers = createOffers({ access, catalogue })
  const joining = createJoining({ ...accounts, entrance, offers, units })
  const accept = createAccept({ ...accounts, entrance, offers })

  const titles = createTitles({ catalogue, bus, report })
  const tails = createTails(log)
  const beginnings = createBeginnings(log)
  const make = createMakeDigest({
    answered: answers.scalesOf,
    beginnings,
    peek: (page, look) => rooms.peek(page, look),
    tails,
  })
  const store = createDigestStore({ bus, catalogue })
  const times = deps.digestTimes
  const digests = createDigests({ catalogue, log, make, report, store, times })
  const chronicles = createChronicles({ log, report })
  const upkeep = createUpkeep({ chronicles, log, report })
  const written = nowAndThen(writtenMs, (page) => bus.publish({ kind: 'written', page }))
  const { fanOut } = config
  const rooms: Rooms = createRooms({
    log,
    clock,
    report,
    onTitle: titles.changed,
    onOpened: (page) => firstLook.at(page),
    onStored(page, kinds) {
      digests.changed(page)
      upkeep.stored(page)
      anchoring.stored(page, kinds)
      written.happened(page)
    },
    onUnloaded: upkeep.unloaded,
    ...(fanOut !== 'adaptive' && { window: () => fanOut }),
    ...(deps.roomTimes && { times: deps.roomTimes }),
  })
  const anchored = { bus, chronicles, report, rooms, threads }
  const anchoring = createAnchoring({ ...anchored, times: deps.anchoringTimes })
  const accepting = createAccepting({ anchoring, catalogue, clock, log, report, rooms, threads })
  const firstLook = createFirstLook({ accepting, anchoring, report })
  const versions = createVersions({ bus, catalogue, clock, log })
  const scales = createScales({ answers, bus, changed: digests.changed, rooms })
  const installation = createInstallation({ clock, config, notices, people, rooms, storage })
  const ownTemplates = createOwnTemplates({ catalogue, bus, rooms, clock })
  const makePicture = createPictures()
  const files = createFiles({ catalogue, files: storage.files, makePicture, clock })
  const pdfs = createPdfMaker({ report })
  const publishing = createPublishing({
    ...{ access, answers, beginnings, bus, chronicles, clock, config, cookie, digests, files },
    ...{ identify, note, passwords, pdfs, people, report, rooms, storage, threads, throttle },
    ...{ units, versions },
  })
  const redactions = createRedactions({ bus, catalogue, clock })
  const takeOutOfThreads = createTakeOutOfThreads(threads)
  const { takeOutOfEditions } = publishing
  const takeOutOfFeedback = createTakeOutOfFeedback({ bus, catalogue })
  const derived = { beginnings, digests, ownTemplates, takeOutOfEditions, takeOutOfThreads, titles }
  const forget = createForget({ ...derived, catalogue, rooms, takeOutOfFeedback })
  const rewrite = createRewrite({ chronicles, log, rooms })
  const forgetting = createForgetting({ catalogue, forget })
  const mentions = { catalogue, chronicles, forgetting, log, rewrite }
  const changeTree = createChangeTree(catalogue)
  const filesPerPerson = createRateLimit(clock, { burst: 120, perSecond: 0.5 })
  const makePage = createMakePage({ files, log, rooms, templates, ownTemplates, clock })
  const sayings = createRateLimit(clock, { burst: 60, perSecond: 1 })
  const pages = createPages({
    catalogue,
    changeTree,
    bus,
    log,
    makePage,
    rooms,
    titles,
    templates,
    clock,
  })
  const strategies = createStrategies({ catalogue, bus, makePage, clock })
  const events = createEvents({ bus, identify, people, access, clock, moments, report })

  const server = createServer({
    // Room for a slow phone, not for somebody who sends a byte a minute. Bodies that are not
    // files have a minute (http/endpoint.ts).
    headersTimeout: 20_000,
    requestTimeout: 600_000,
    // Longer than the proxies' usual minute, so that it is they who close.
    keepAliveTimeout: 65_000,
  })
  const http = await createHttp({
    accept,
    accepting,
    access,
    chronicles,
    clock,
    closing: () => closed !== null,
    config,
    cookie,
    desks,
    device,
    digests,
    discussion: createDiscussion({ clock, log, perPerson: sayings, rooms, threads }),
    endings: createEndings({ clock, threads }),
    enter,
    eventSockets: events.count,
    exportsPerPerson: createRateLimit(clock, { burst: 30, perSecond: 0.1 }),
    home: createHome({ clock, digests, log, tails }),
    files,
    fileStore: storage.files,
    firstLook,
    filesPerPerson,
    ...{ identify, importPeople, installation, invitations },
    invited: createInvited(catalogue, clock),
    joining,
    ...{ log, members, moments, myData, myPassword, note, notices, ownTemplates },
    pagePlaces: createPagePlaces({ changeTree, bus, clock }),
    pages,
    pdfs,
    people,
    perAddress: createRateLimit(clock, { burst: 600, perSecond: 10 }),
    perPerson: createRateLimit(clock, { burst: 600, perSecond: 10 }),
    publicUrl,
    publishing,
    pseudonyms: createPseudonyms({ bus, catalogue, credentials, links, people }),
    redact: createRedact({ chronicles, forget, log, redactions, rewrite, rooms }),
    redactions,
    report,
    restores: createRestores({ bus, chronicles, log, rooms, versions }),
    rooms,
    scales,
    ...{ sessions, settings, signIn },
    stages: createStages({ bus, catalogue }),
    standing,
    storage,
    strategies,
    takeBytes: createTakeBytes({ files: storage.files, perPerson: filesPerPerson }),
    takeOutMentions: createTakeOutMentions(mentions),
    ...{ takeOutOfEditions, templates, threads, tokens, units, versions },
  })
  server.on('request', (request, response) => {
    if (!publishing.answers(request, response)) http(request, response)
  })
  const upgrades = routeUpgrades({
    server,
    basePath,
    report,
    routes: { '/api/events': events.accept },
  })
  const collab = attachCollab({
    server,
    basePath,
    rooms,
    bus,
    clock,
    report,
    identify: identify.upgrade,
    stands: identify.stands,
    admit: createAdmit({ access, people }),
  })

  const sweeping = setInterval(() => {
    sessions.sweep().catch((error: unknown) => report(error, 'old sessions'))
    links.sweep().catch((error: unknown) => report(error, 'old links'))
    invitations.sweep().catch((error: unknown) => report(error, 'old invitations'))
  }, sweepMs)
  sweeping.unref()

  void digests.catchUp()
  void upkeep.catchUp()
  const forgotten = forgetting
    .end()
    .catch((error: unknown) => report(error, 'words that were to be taken out'))
  notices.start()

  async function close(): Promise<void> {
    clearInterval(sweeping)
    await forgotten
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()))
    // A connection whose last answer is still on its way is idle only after it.
    const closingIdle = setInterval(() => server.closeIdleConnections(), 50)
    server.closeIdleConnections()
    const late = setTimeout(() => {
      server.closeAllConnections()
      upgrades.destroyAll()
    }, closeWithinMs)
    events.close()
    moments.close()
    scales.close()
    written.close()
    try {
      await collab.close()
    } finally {
      await titles.close()
      await digests.close()
      await publishing.close()
      await pdfs.close()
      await notices.close()
      const resting = [upkeep.close(), firstLook.close(), anchoring.close()]
      // Nobody waits for a history that is being built.
      await chronicles.close()
      await Promise.all(resting)
      await stopped
      clearTimeout(late)
      clearInterval(closingIdle)
    }
  }

  return {
    server,
    setupToken: async () => ((await signIn.setupNeeded()) ? signIn.setupToken : null),
    figures: rooms.figures,
    daily: notices.daily,
    recover: createRecover({ bus, catalogue, clock, credentials, links, tokens, publicUrl, note }),
    close: () => (closed ??= close()),
  }
}
