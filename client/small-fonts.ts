/**
 * Makes of the typefaces what is sent: a file holds the characters and the weights that its rule in
 * `ui/fonts.css` states, and no more: one waits for them before there is text.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'
import writeFileAtomic from 'write-file-atomic'

const { resolve } = createRequire(import.meta.url)

const kept = {
  targetFormat: 'woff2',
  // What text needs by itself, and figures of one width: our styles ask for no others.
  keepFeatures: ['ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rvrn', 'pnum', 'tnum'],
  // Nothing is set from top to bottom.
  dropTables: ['vhea', 'vmtx', 'VVAR'],
  // Beside the names and the copyright, which stay: the licence and where it can be read.
  preserveNameIds: [13, 14],
} as const

/** What a rule of `ui/fonts.css` says about its file. */
export interface FontRule {
  /** As a module is named. */
  readonly file: string
  readonly weights: { readonly min: number; readonly max: number }
  /** Those that are asked of the file, whether the typeface has them or not. */
  readonly characters: string
}

/** The rules of a stylesheet of `@font-face` rules. Throws where one leaves a part unsaid. */
export function fontRules(css: string): FontRule[] {
  return [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, rule = '']) => {
    const file = /url\('([^']+)'\)/.exec(rule)?.[1]
    const [, min, max] = /font-weight:\s*(\d+)\s+(\d+)/.exec(rule) ?? []
    const ranges = /unicode-range:([^;]+)/.exec(rule)?.[1]
    if (file === undefined || max === undefined || ranges === undefined) {
      throw new Error(`A font's rule leaves something unsaid: ${rule}`)
    }
    return {
      file,
      weights: { min: Number(min), max: Number(max) },
      characters: ranges.split(',').map(charactersOf).join(''),
    }
  })
}

/** All characters of `U+20` or `U+20-7E`. */
function charactersOf(range: string): string {
  const [, first = '', last = first] = /U\+([\dA-F]+)(?:-([\dA-F]+))?/i.exec(range) ?? []
  const start = Number.parseInt(first, 16)
  const count = Number.parseInt(last, 16) - start + 1
  return String.fromCodePoint(...Array.from({ length: count }, (_, place) => start + place))
}

/** Puts the small files in the place of those that the rules name; made once, and kept then. */
export function smallFonts(): Plugin {
  let folder = ''
  const made = async ({ file, weights, characters }: FontRule): Promise<string> => {
    const [font, tool] = await Promise.all([
      readFile(resolve(file)),
      readFile(resolve('subset-font/package.json')),
    ])
    const hash = createHash('sha256').update(font).update(tool)
    hash.update(JSON.stringify([kept, weights, characters]))
    const name = hash.digest('hex').slice(0, 16)
    const small = path.join(folder, name, path.basename(file))
    if (!existsSync(small)) {
      const wanted = { ...kept, variationAxes: { wght: weights } }
      await mkdir(path.dirname(small), { recursive: true })
      await writeFileAtomic(small, await subsetFont(font, characters, wanted))
    }
    return small
  }
  return {
    name: 'small-fonts',
    enforce: 'pre',
    configResolved({ cacheDir }) {
      folder = path.join(cacheDir, 'fonts')
    },
    transform: {
      filter: { id: /\/ui\/fonts\.css$/ },
      async handler(css, id) {
        let said = css
        for (const rule of fontRules(css)) {
          const small = path.relative(path.dirname(id), await made(rule))
          said = said.replace(rule.file, small.replaceAll(path.sep, '/'))
        }
        return said
      },
    },
  }
}
