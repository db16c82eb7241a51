/** Real sentences about different things, in a language: those of the templates. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '#contract/records.ts'

const folder = fileURLToPath(new URL('../../../templates/', import.meta.url))

/** A passage of 600 letters from each template that has so many. */
export async function templateWords(language: Language): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file !== 'README.md').toSorted()
  const texts = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(path.join(folder, file), 'utf8')
      const part = source.split(/^# \[/m).find((one) => one.startsWith(`${language}]`)) ?? ''
      const [, ...lines] = part.split('\n').map((line) => line.replace(/^[^\p{L}]+/u, ''))
      return lines.filter((line) => / .* .* /u.test(line)).join(' ')
    }),
  )
  return texts.filter((text) => text.length >= 600).map((text) => text.slice(0, 600))
}
