/**
 * The wire of `/collab/<pageId>`: the y-websocket protocol plus four messages of our own, sent only
 * to clients that ask: three with `?ack=1`, packed ones with `?pack=1`. Numbers are varUints, strings varStrings (lib0).
 *
 * Query: `ack=1` acknowledgements wanted · `pack=1` packed messages are understood · `schema=N` the page schema the client knows (absent: a
 * stock client, which holds no schema) · `epoch=N` the page's epoch when the client last synced.
 */

/** The outermost number of a frame. 0–3 are y-websocket's. */
export const messageType = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /** `[n][logSeq]`: the first n update or step-2 frames of this connection are on disk. */
  saved: 100,
  /** `[n][code][text]`: frame n was refused and is not stored. Never silent. */
  rejected: 101,
  /** `[mode]`: what can be done with the page now. */
  state: 102,
  /** Another message, deflated (RFC 1951), to the end of this one. Never within another. */
  packed: 103,
} as const

/** The second number of a sync frame (y-protocols). */
export const syncType = { step1: 0, step2: 1, update: 2 } as const

/** Modes of a page as a connection sees it. */
export const roomModes = ['normal', 'read-only', 'not-saving', 'revoked', 'locked'] as const
export type RoomMode = (typeof roomModes)[number]

/**
 * Why a frame was refused: the code in REJECTED, and the close code for stock clients.
 * 4400–4499: y-websocket does not try again.
 */
export const rejection = {
  malformed: { code: 1, close: 4400, text: 'The change could not be read.' },
  readOnly: { code: 2, close: 4403, text: 'You may read this page but not change it.' },
  foreignClient: { code: 3, close: 4403, text: 'The change was made under somebody else’s id.' },
  missing: { code: 4, close: 4409, text: 'The change builds on text that is not here.' },
  schema: { code: 5, close: 4422, text: 'The page cannot contain this.' },
  tooLarge: { code: 6, close: 4413, text: 'The change is too large.' },
  pageFull: { code: 7, close: 4413, text: 'The page is full.' },
  outdated: { code: 8, close: 4426, text: 'This version of Talkoot is too old for the page.' },
  earlier: { code: 9, close: 4409, text: 'An earlier change was refused.' },
} as const
export type RejectionName = keyof typeof rejection

/** Close codes that are not a refusal of a frame. */
export const closeCode = {
  /** The server stops; try again. */
  goingAway: 1001,
  notSignedIn: 4401,
  /** Rights were taken away, or the page is not (or no longer) for this person. */
  revoked: 4403,
  notFound: 4404,
  /** Too much at once; try again. */
  tooBusy: 4529,
  /** The reader does not keep up; try again. */
  tooSlow: 4508,
  /** A frame broke the protocol. */
  protocol: 4400,
} as const
