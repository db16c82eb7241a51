/** Finds the ids in what an endpoint takes, and puts others in their places. */
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { idPattern } from '#contract/id-shape.ts'
import type { Call } from './world.ts'

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** The places of all ids: `params.id`, `body.pages[]`, `body.narrowed.named[].person`. */
export function idsIn({ body, params }: Pick<Endpoint, 'body' | 'params'>): readonly string[] {
  return [...placesIn(params, 'params'), ...placesIn(body, 'body')].toSorted()
}

function placesIn(schema: z.ZodType, root: string): ReadonlySet<string> {
  const found = new Set<string>()
  const walk = (node: unknown, place: string): void => {
    if (!isJson(node)) return
    if (node['$ref'] !== undefined) throw new Error(`${place}: a schema by reference, not followed`)
    if (node['pattern'] === idPattern.source) found.add(place)
    for (const kind of ['anyOf', 'oneOf', 'allOf']) {
      const parts = node[kind]
      if (Array.isArray(parts)) for (const part of parts) walk(part, place)
    }
    walk(node['items'], `${place}[]`)
    walk(node['additionalProperties'], `${place}{}`)
    const properties = node['properties']
    if (isJson(properties)) {
      for (const [key, inner] of Object.entries(properties)) walk(inner, `${place}.${key}`)
    }
  }
  walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), root)
  return found
}

/** The call with another id at a place, which must have one. */
export function withId(call: Call, place: string, id: string): Call {
  const [root, ...path] = place.split(/\.|(?=\[\])/)
  if (root === 'params') return { ...call, params: { ...call.params, [path[0] ?? '']: id } }
  return { ...call, body: replaced(call.body, path, id, place) }
}

function replaced(value: unknown, path: readonly string[], id: string, place: string): unknown {
  const [step, ...rest] = path
  if (step === undefined) {
    if (typeof value !== 'string') throw new Error(`The call of the row has no id at ${place}`)
    return id
  }
  if (step === '[]' && Array.isArray(value)) {
    const [first, ...others]: unknown[] = value
    return [replaced(first, rest, id, place), ...others]
  }
  if (!isJson(value)) throw new Error(`The call of the row has no id at ${place}`)
  return { ...value, [step]: replaced(value[step], rest, id, place) }
}
