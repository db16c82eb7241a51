/** Where somebody's caret is, as an editor tells it: about 300 bytes a move. */

/** The state after the `move`th move; clock is the same number. */
export function caretState(client: number, move: number): string {
  const item = { client, clock: move }
  const position = { type: { client, clock: 1 }, tname: null, item, assoc: 0 }
  return JSON.stringify({
    user: { id: `person-${client}`, name: `Person ${client}`, color: '#2f6f4e' },
    cursor: { anchor: position, head: position },
  })
}
