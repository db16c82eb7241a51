/** The templates of this installation, read and checked once at start-up. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseTemplate, type Template } from './template-file.ts'
import { TemplateError } from './template-lines.ts'

/** A strategy cannot do without these. */
export const requiredTemplates = [
  'customers',
  'goals',
  'methods',
  'tools',
  'guidelines',
  'feedback',
] as const

export interface Templates {
  /** In their order. */
  readonly all: readonly Template[]
  get(id: string): Template | null
}

/** Reads `<id>.md` files. Throws TemplateError naming file and line. */
export async function readTemplates(folder: string): Promise<Templates> {
  const files = (await readdir(folder)).filter(
    (file) => file.endsWith('.md') && file !== 'README.md',
  )
  const all = await Promise.all(
    files.map(async (file) => parseTemplate(file, await readFile(path.join(folder, file), 'utf8'))),
  )
  all.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const byId = new Map(all.map((template) => [template.id, template]))
  for (const id of requiredTemplates) {
    if (!byId.has(id)) throw new TemplateError(`${id}.md is missing among the templates.`)
  }
  return { all, get: (id) => byId.get(id) ?? null }
}
