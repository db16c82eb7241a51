import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { commandOf } from '../../server/commands/run.mjs'
import { inRoot } from '../../server/commands/tree.mjs'

/** Each file breaks the rule beside it. */
const breaches = [
  ['no-floating-promises', 'server/rooms/a.ts', 'export const go = () => { Promise.resolve(1) }'],
  [
    'no-misused-promises',
    'server/rooms/b.ts',
    'export const go = () => { if (Promise.resolve(true)) return 1; return 2 }',
  ],
  [
    'switch-exhaustiveness-check',
    'server/rooms/c.ts',
    "export function go(x: 'a' | 'b') { switch (x) { case 'a': return 1 } return 2 }",
  ],
  ['no-explicit-any', 'server/rooms/d.ts', 'export const go = (x: any) => String(x)'],
  ['no-console', 'server/rooms/e.ts', "export const go = () => console.log('x')"],
  ['no-empty', 'server/rooms/f.ts', 'export function go() { try { JSON.parse("") } catch {} }'],
  ['no-process-env', 'server/rooms/g.ts', 'export const port = process.env.PORT'],
  ['no-barrel-file', 'server/rooms/h.ts', "export * from './a.ts'"],
  [
    'no-focused-tests',
    'tests/unit/i.test.ts',
    "import { expect, test } from 'vitest'\ntest.only('x', () => expect(1).toBe(1))",
  ],
  [
    'no-disabled-tests',
    'tests/unit/j.test.ts',
    "import { expect, test } from 'vitest'\ntest.skip('x', () => expect(1).toBe(1))",
  ],
  [
    'rules-of-hooks',
    'client/editor/K.tsx',
    "import { useState } from 'react'\nexport function K({ on }: { on: boolean }) { if (on) useState(1); return null }",
  ],
  ['alt-text', 'client/editor/L.tsx', 'export const L = () => <img src="x.png" />'],
  ['forbid-dom-props', 'client/editor/M.tsx', 'export const M = () => <p style={{ top: 1 }}>x</p>'],
] as const

const tree = mkdtempSync(join(tmpdir(), 'talkoot-lint-'))
const reported = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })),
})
let caught: readonly string[] = []

beforeAll(() => {
  cpSync(inRoot('tsconfig.json'), join(tree, 'tsconfig.json'))
  symlinkSync(inRoot('node_modules'), join(tree, 'node_modules'), 'junction')
  mkdirSync(join(tree, 'tests/rules'), { recursive: true })
  cpSync(inRoot('tests/rules/oxlint.json'), join(tree, 'tests/rules/oxlint.json'))
  for (const [, file, text] of breaches) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), `${text}\n`)
  }
  const args = ['-c', 'tests/rules/oxlint.json', '--type-aware', '-f', 'json']
  const { stdout } = spawnSync(
    process.execPath,
    [commandOf('oxlint'), ...args, 'client', 'server', 'tests'],
    { cwd: tree, encoding: 'utf8' },
  )
  caught = reported
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ code, filename }) => `${filename} ${/\((.*)\)/.exec(code)?.[1] ?? code}`)
})

afterAll(() => rmSync(tree, { recursive: true }))

test.each(breaches)('[K3] %s', (rule, file) => {
  expect(caught).toContain(`${file} ${rule}`)
})
