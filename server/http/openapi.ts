/** OpenAPI 3.1 of the HTTP API, generated from the schemas that also check the requests. */
import { endpoints, errorReply } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { z } from 'zod'

/** Of the HTTP API: the first number changes when something of it is taken away. */
const apiVersion = '1.0.0'

type Json = { [key: string]: unknown }

const bytes = { type: 'string', format: 'binary' }
const fileNameHeader = {
  name: 'X-File-Name',
  in: 'header',
  required: false,
  schema: { type: 'string', description: 'What the file is called, URI-encoded.' },
}

/** The document. `server` is the address that the paths are relative to. */
export function openApi(server: string): Json {
  const schemas: Json = {}
  const paths: Record<string, Json> = {}
  const error = { $ref: '#/components/responses/error' }

  for (const [name, entry] of Object.entries(endpoints)) {
    const endpoint: Endpoint = entry
    const schema = (of: z.ZodType, part: string) => toSchema(of, `${name}-${part}`, schemas)
    const params = schema(endpoint.params, 'params')
    const hasBody = !(endpoint.body instanceof z.ZodUndefined)
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: {
        operationId: name,
        summary: endpoint.summary,
        description: `Takes: ${describeAccess(endpoint)}.`,
        ...(endpoint.access.by === 'anyone' && { security: [] }),
        parameters: Object.entries(propertiesOf(params))
          .map(([param, of]) => ({
            name: param,
            in: 'path',
            required: true,
            schema: of,
          }))
          .concat(endpoint.takesBytes === undefined ? [] : [fileNameHeader]),
        ...(endpoint.takesBytes !== undefined && {
          requestBody: { required: true, content: { '*/*': { schema: bytes } } },
        }),
        ...(hasBody && {
          requestBody: {
            required: !endpoint.body.safeParse(undefined).success,
            content: { 'application/json': { schema: schema(endpoint.body, 'body') } },
          },
        }),
        responses: {
          [String(endpoint.status)]:
            endpoint.status === 204
              ? { description: 'Done.' }
              : {
                  description: 'Done.',
                  content: endpoint.givesBytes
                    ? { '*/*': { schema: bytes } }
                    : { 'application/json': { schema: schema(endpoint.reply, 'reply') } },
                },
          default: error,
        },
      },
    }
  }

  return {
    openapi: '3.1.0',
    info: {
      title: 'Talkoot',
      version: apiVersion,
      description:
        'The text of a page is written over a WebSocket at /collab/{page}, by the protocol of ' +
        'y-websocket. What has changed is told over a WebSocket at /api/events.',
    },
    servers: [{ url: server }],
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'talkoot' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      responses: {
        error: {
          description: 'What went wrong. `code` is stable.',
          content: { 'application/json': { schema: toSchema(errorReply, 'error', schemas) } },
        },
      },
      schemas,
    },
  }
}

/**
 * A JSON Schema whose own definitions have moved to `schemas`, where references reach them: within
 * this document `#` is the whole of it.
 */
function toSchema(of: z.ZodType, name: string, schemas: Json): Json {
  const { $schema: _, $defs, ...made } = z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' })
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string'
          ? inner.replace(/^#\/\$defs\//, `#/components/schemas/${name}`)
          : move(inner),
      ]),
    )
  }
  for (const [key, schema] of Object.entries($defs ?? {})) schemas[`${name}${key}`] = move(schema)
  return z.record(z.string(), z.unknown()).parse(move(made))
}

function propertiesOf(schema: Json): Json {
  return z.record(z.string(), z.unknown()).parse(schema['properties'] ?? {})
}

function describeAccess({ access }: Endpoint): string {
  switch (access.by) {
    case 'anyone':
      return 'nothing'
    case 'signed-in':
      return 'a session or token'
    case 'invitation':
      return 'the right "people.manage", or "strategy.manage" where it leads to'
    default:
      return `the right "${access.action}"`
  }
}
