import { test, expect } from 'vitest'
import { generateHistory, replay } from '../support/histories/generate.ts'
import { contentOf, textOf } from '../../server/rooms/content.ts'
test('gen', () => {
  const t = performance.now()
  const h = generateHistory({ seed: 5, edits: 10000, people: 6, alphabets: true })
  console.log('ms', performance.now() - t, h.entries.length)
  const doc = replay(h.entries)
  const c = contentOf(doc)
  const text = textOf(c)
  const types: Record<string, number> = {}
  for (const n of c.content ?? []) types[n.type ?? ''] = (types[n.type ?? ''] ?? 0) + 1
  console.log(text.length, types, h.entries.reduce((a, e) => a + e.update.length, 0) / h.entries.length)
}, 100000)
