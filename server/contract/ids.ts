/**
 * Branded identifiers. An id is made and parsed here and cast nowhere else.
 *
 * An id is 20 characters of `a-z2-7`: 100 random bits, safe in a URL, in a file name on every
 * file system (one case only) and as part of a LevelDB key.
 */
import { z } from 'zod'
import { idPattern, newPlainId } from './id-shape.ts'

export { idPattern }

const idOf = <Brand extends string>() => z.string().regex(idPattern).brand<Brand>()

/** A page: for opening its room, its log and its record. */
export const pageId = idOf<'page'>()
export type PageId = z.infer<typeof pageId>

/** A strategy: the space that holds pages; also the partition of their records. */
export const strategyId = idOf<'strategy'>()
export type StrategyId = z.infer<typeof strategyId>

/** A person, member or guest. Stays the same for ever, also when somebody leaves. */
export const personId = idOf<'person'>()
export type PersonId = z.infer<typeof personId>

/** A department of the organisation. */
export const unitId = idOf<'unit'>()
export type UnitId = z.infer<typeof unitId>

/** One sign-in of one person on one device. Never the secret in the cookie. */
export const sessionId = idOf<'session'>()
export type SessionId = z.infer<typeof sessionId>

/** A bearer token for the API and the socket. Never the secret itself. */
export const tokenId = idOf<'token'>()
export type TokenId = z.infer<typeof tokenId>

/** An invitation. Never the code in its link. */
export const invitationId = idOf<'invitation'>()
export type InvitationId = z.infer<typeof invitationId>

/** A file that was put into a page: an image or an attachment. */
export const fileId = idOf<'file'>()
export type FileId = z.infer<typeof fileId>

/** A question with answers from 1 to 5 on a page; the answers are records. */
export const scaleId = idOf<'scale'>()
export type ScaleId = z.infer<typeof scaleId>

/** A template of the organisation's own. Those that come with Talkoot have names instead. */
export const templateId = idOf<'template'>()
export type TemplateId = z.infer<typeof templateId>

/** A moment of a page that has a name. */
export const versionId = idOf<'version'>()
export type VersionId = z.infer<typeof versionId>

/** What was taken out of a page's whole history, and by whom. */
export const redactionId = idOf<'redaction'>()
export type RedactionId = z.infer<typeof redactionId>

/** A discussion of a passage, of a block or of a whole page: its first comment and the answers. */
export const threadId = idOf<'thread'>()
export type ThreadId = z.infer<typeof threadId>

/** One comment of a thread. */
export const commentId = idOf<'comment'>()
export type CommentId = z.infer<typeof commentId>

/** Something that a person is told of, in their inbox and perhaps by e-mail. */
export const noticeId = idOf<'notice'>()
export type NoticeId = z.infer<typeof noticeId>

/** Pages at exact moments that named people are asked to approve. */
export const approvalId = idOf<'approval'>()
export type ApprovalId = z.infer<typeof approvalId>

/** A numbered publication. Its number is what people say; its id stays when the strategy is renamed. */
export const editionId = idOf<'edition'>()
export type EditionId = z.infer<typeof editionId>

/** What a reader of an edition wrote to those who answer for it. */
export const feedbackId = idOf<'feedback'>()
export type FeedbackId = z.infer<typeof feedbackId>

/** Place of an entry in its page's log: 1 for the first, dense. 0 means "before everything". */
export type Seq = number

/** A new random id; `schema` says of which kind. */
export function newId<T>(schema: { parse(value: unknown): T }): T {
  return schema.parse(newPlainId())
}

/** The author of what Talkoot itself writes: template texts and repairs. */
export const talkootAuthor = personId.parse('talkootaaaaaaaaaaaaa')

/** The author of text whose writer cannot be told any more (recovered after a loss). */
export const unknownAuthor = personId.parse('unknownaaaaaaaaaaaaa')
