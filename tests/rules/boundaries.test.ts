import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder, inRoot, root } from '../../server/commands/tree.mjs'
import { boundaries, cruiseTree } from '../support/cruise.ts'
import { breaches, innocents } from './breaches.ts'

const folders = ['client', 'server', 'templates', 'tests']

test('[K1] modules import only what boundaries.cjs allows', async () => {
  const present = folders.filter((folder) => existsSync(inRoot(folder)))
  const { modules, summary } = await cruiseTree(root, present)
  const sources = present
    .flatMap((folder) => filesUnder(folder))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('tests/bench/'))
  // A reader that reads nothing finds nothing: it must have seen every file, and through aliases.
  expect(modules.map(({ source }) => source)).toEqual(expect.arrayContaining(sources))
  const port = modules.find(({ source }) => source === 'server/storage/storage.ts')
  expect(port?.dependencies.map(({ resolved }) => resolved)).toContain('server/contract/ids.ts')
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual(
    [],
  )
})

test('[K2] every breach is caught, and nothing else', async () => {
  const tree = await mkdtemp(join(tmpdir(), 'talkoot-breaches-'))
  try {
    for (const file of ['tsconfig.json', 'package.json']) await cp(inRoot(file), join(tree, file))
    await symlink(inRoot('node_modules'), join(tree, 'node_modules'), 'junction')
    for (const [file, text] of [...innocents, ...breaches.flatMap(({ files }) => files)]) {
      await mkdir(dirname(join(tree, file)), { recursive: true })
      await writeFile(join(tree, file), text)
    }
    const { summary } = await cruiseTree(tree, ['client', 'server', 'templates', 'tests'])
    const found = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))
    const planted = breaches.map(({ rule, files }) => `${rule}: ${files[0]?.[0]}`)
    expect([...found]).toEqual(expect.arrayContaining(planted))
    expect(new Set(breaches.map(({ rule }) => rule))).toEqual(
      new Set(boundaries.forbidden.map(({ name }) => name)),
    )
    const guilty = new Set(breaches.flatMap(({ files }) => files.map(([file]) => file)))
    expect(summary.violations.filter(({ from }) => !guilty.has(from))).toEqual([])
  } finally {
    await rm(tree, { recursive: true })
  }
})
