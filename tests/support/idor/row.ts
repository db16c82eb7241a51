/** What a row of the table of ids says (`tests/journeys/idor.test.ts`). */
import type { Actor, Call, IdKind, World } from './world.ts'

export interface IdPlace {
  readonly of: IdKind
  /** Ids of that kind that are really there, but not for this call, whoever makes it. */
  readonly foreign?: (world: World, actor: Actor) => readonly string[] | Promise<readonly string[]>
  /** Ids that are not for the call are passed over in silence, as those are that are not there. */
  readonly passedOver?: true
  /** No id of anything that is there: the caller chooses it. */
  readonly chosen?: true
}

export interface Target {
  /**
   * What each actor gets, one letter each, in the order of the actors: administrator, the same
   * with a password given long ago, by token · facilitator, editor, commenter, reader of A ·
   * member without a role, guest on A's page `shared` · past guest, deactivated, nobody.
   *
   * o done · x forbidden · - not found · ! not signed in · c password wanted once more ·
   * L locked · = conflict
   */
  readonly gets: string
  readonly call: (world: World, actor: Actor) => Call | Promise<Call>
}

export interface Row {
  /** Every id that the endpoint takes, by its place: `params.id`, `body.pages[]`. */
  readonly ids: Readonly<Record<string, IdPlace>>
  /** What the call may be aimed at. The first is the one in which other ids are tried. */
  readonly targets: Readonly<Record<string, Target>>
  /** Changes or ends the session that it comes by. */
  readonly spendsSession?: true
}

/** An endpoint that takes no ids. */
export function plain(
  gets: string,
  body?: object | ((world: World) => object | Promise<object>),
): Row {
  return {
    ids: {},
    targets: {
      all: {
        gets,
        call: async (world) => ({ body: typeof body === 'function' ? await body(world) : body }),
      },
    },
  }
}

export const everybodySignedIn = 'ooo oooo oo !!!'
export const administrators = 'ooo xxxx xx !!!'
export const administratorsWhoConfirmed = 'ocx xxxx xx !!!'
export const anybody = 'ooo oooo oo ooo'
