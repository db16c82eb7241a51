// @ts-check
/** Where things are in the repository, and what a build was made from. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's own folder, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/**
 * A path inside the repository.
 * @param {string[]} parts
 */
export const inRoot = (...parts) => join(root, ...parts)

const sources = [
  'client',
  'server',
  'templates',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/**
 * All files under a path of the repository, relative to the root, with slashes, in a fixed order.
 * Nothing for a path that does not exist; `node_modules` is never looked into.
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(inRoot(path))) return []
  return readdirSync(inRoot(path), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== '.DS_Store')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = `${path}/${entry.name}`
      return entry.isDirectory() ? filesUnder(inside) : [inside]
    })
}

/** A hash over the contents of everything that a build is made from. */
export function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '')
  for (const source of sources) {
    const files = source.includes('.') ? [source] : filesUnder(source)
    for (const file of files) {
      const bytes = readFileSync(inRoot(file))
      hash.update(`${file}\n${bytes.length}\n`).update(bytes)
    }
  }
  return hash.digest('hex')
}
