/** A page's state with the owners of its client ids, as it is kept beside the log. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { must } from '#contract/asserts.ts'
import { personId, type PersonId } from '#contract/ids.ts'

const version = 1

/** The state without what was deleted, and whose each client id is. */
export interface PageState {
  readonly state: Uint8Array
  readonly owners: Iterable<readonly [client: number, owner: PersonId]>
}

export function encodeSnapshot({ state, owners }: PageState): Uint8Array {
  const people = new Map<PersonId, number>()
  const pairs: [number, number][] = []
  for (const [client, owner] of owners) {
    const index = people.get(owner) ?? people.size
    people.set(owner, index)
    pairs.push([client, index])
  }
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, version)
    encoding.writeVarUint(encoder, people.size)
    for (const person of people.keys()) encoding.writeVarString(encoder, person)
    encoding.writeVarUint(encoder, pairs.length)
    for (const [client, index] of pairs) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, index)
    }
    encoding.writeVarUint8Array(encoder, state)
  })
}

/** Null for a snapshot of another version: then the log is read instead. Throws when spoilt. */
export function decodeSnapshot(bytes: Uint8Array): PageState | null {
  const decoder = decoding.createDecoder(bytes)
  if (decoding.readVarUint(decoder) !== version) return null
  const people: PersonId[] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    people.push(personId.parse(decoding.readVarString(decoder)))
  }
  const owners: [number, PersonId][] = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    owners.push([client, must(people[decoding.readVarUint(decoder)], 'an owner')])
  }
  return { owners, state: decoding.readVarUint8Array(decoder) }
}
