/** One text for one value, and its sum: what an edition promises to be made of. */
import { createHash } from 'node:crypto'

/** JSON with the names of each object in the order of their code units; no spaces. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part)}`)
  return `{${parts.join(',')}}`
}

/** SHA-256 of the canonical JSON, hex. */
export function sumOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
