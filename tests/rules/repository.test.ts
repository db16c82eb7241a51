import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { filesUnder, inRoot, root } from '../../server/commands/tree.mjs'

/** What belongs to the repository: as git has it, or what is there in an unpacked archive. */
function repositoryFiles(): string[] {
  const { status, stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  if (status === 0) return stdout.split('\n').filter((file) => existsSync(inRoot(file)))
  const own = ['client', 'server', 'templates', 'tests', '.ci'].flatMap((name) => filesUnder(name))
  return [...own, 'package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'Dockerfile']
}

const files = repositoryFiles().filter((file) => file !== '')

const lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
  ),
})

describe('the repository', () => {
  test('[K5] speaks of the product alone', () => {
    const machinePath = /(?<![\w.~)>*$}-])\/(?:home|root|Users|work|mnt|workspace)[/]\w/
    const download = /[/]registry[.]|"resolved"\s*:/
    const told = files.filter((file) => {
      const text = readFileSync(inRoot(file), 'latin1')
      return !text.includes('\0') && (machinePath.test(text) || download.test(text))
    })
    expect(files).toContain('package.json')
    expect(told).toEqual([])
  })

  test('[K6] keeps its top level small', () => {
    const allowed =
      /^(client|server|templates|tests|\.ci)\/|^(package\.json|package-lock\.json|tsconfig\.json|README\.md|LICENSE|Dockerfile|\.gitignore)$/
    expect(files.filter((file) => !allowed.test(file))).toEqual([])
  })
  test('[K11] names in its lockfile the packages of every platform', () => {
    const { packages } = lockfile.parse(
      JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')),
    )
    const left = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    )
    expect(left).toEqual([])
  })
})
