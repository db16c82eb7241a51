/** The templates of this installation, read and checked once at start-up. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { type TemplateSet, templateSets } from '#contract/records.ts'
import { parseTemplate, type Template } from './template-file.ts'
import { TemplateError } from './template-lines.ts'

/**
 * What a strategy begins with, in this order: people first, tools late. Somebody who makes one may
 * choose otherwise.
 */
export const firstTemplates: Readonly<Record<TemplateSet, readonly string[]>> = {
  social: ['customers', 'goals', 'methods', 'tools', 'guidelines', 'feedback'],
  general: ['start', 'customers', 'goals', 'methods', 'resources', 'measurement'],
}

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
  for (const set of templateSets) {
    for (const id of firstTemplates[set]) {
      const template = byId.get(id)
      if (!template) throw new TemplateError(`${id}.md is missing among the templates.`)
      if (!template.sets.includes(set)) {
        throw new TemplateError(`${id}.md must say "${set}" among its sets: they begin with it.`)
      }
    }
  }
  return { all, get: (id) => byId.get(id) ?? null }
}
