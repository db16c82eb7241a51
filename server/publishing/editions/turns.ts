/** What changes one strategy's approvals and editions goes one after the other. */

export type InTurn<Id> = <T>(id: Id, act: () => Promise<T>) => Promise<T>

/** `act` runs when everything before it of the same id is over, however that ended. */
export function createTurns<Id>(): InTurn<Id> {
  const last = new Map<Id, Promise<unknown>>()
  return (id, act) => {
    const acting = (last.get(id) ?? Promise.resolve()).then(act, act)
    const settled = acting.then(
      () => {},
      () => {},
    )
    last.set(id, settled)
    void settled.then(() => {
      if (last.get(id) === settled) last.delete(id)
    })
    return acting
  }
}
