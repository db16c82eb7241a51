/** What the settings of a publication look like, by itself in a file: browsers load no validator for it. */

/** The name of a strategy's address under `/published/`. */
export const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const longestSlug = 60

/** An origin that may show editions in a frame: `https://intranet.example.org`. */
export const frameOriginPattern =
  /^https?:\/\/(?:\*\.)?[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{1,5})?$/
export const longestFrameOrigin = 200
export const mostFrameOrigins = 20

/** Whom editions are open to. */
export const reachKinds = ['network', 'signed-in', 'link'] as const
export type ReachKind = (typeof reachKinds)[number]

/** Working days within which an answer can be promised. */
export const mostFeedbackDays = 60
/** Characters of a password that a link asks for. */
export const shortestLinkPassword = 8
export const longestLinkPassword = 200

/** Fewer people than this are never counted out. */
export const leastCounted = 5
