/**
 * The built client, from memory: compressed by the build or else once here, never looked up on the disk by a name from a
 * request.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, RequestHandler, Response } from 'express'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

const compressible = /\.(css|html|js|json|map|svg|txt|wasm|webmanifest)$/
const hashed = /^\/assets\/.+[-.][\w-]{8,}\.\w+$/

interface File {
  readonly name: string
  readonly type: string
  readonly etag: string
  readonly plain: Buffer
  readonly br: Buffer | null
  readonly gzip: Buffer | null
}

/**
 * Answers GET and HEAD for the files of the folder, and with `index.html` for every other address
 * that a browser opens as a page. Passes on what it does not have, also when nothing is built.
 */
export async function serveClient(folder: string, basePath: string): Promise<RequestHandler> {
  const listed = new Set(await listFiles(folder))
  const names = new Set([...listed].filter((name) => !isCompressed(name, listed)))
  const ready = new Map<string, Promise<File>>()

  const load = (name: string, opens = ''): Promise<File> => {
    const key = `${name} ${opens}`
    const known = ready.get(key)
    if (known) return known
    const loading = readOne(folder, name, { basePath, opens }, listed.has(`${name}.br`))
    ready.set(key, loading)
    // What could not be read is tried again with the next request.
    loading.catch(() => ready.delete(key))
    return loading
  }

  return async (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const name = names.has(request.path) && request.path !== '/index.html' ? request.path : null
    if (name === null && !opensPage(request, names)) return next()
    const opens = request.path.startsWith('/pages/') ? 'pages' : ''
    send(await (name === null ? load('/index.html', opens) : load(name)), request, response)
  }
}

/** What the build has compressed of another file has no address of its own. */
function isCompressed(name: string, listed: ReadonlySet<string>): boolean {
  return name.endsWith('.br') && listed.has(name.slice(0, -'.br'.length))
}

function opensPage(request: Request, names: ReadonlySet<string>): boolean {
  if (!names.has('/index.html')) return false
  if (/^\/(api|assets|collab|published)(\/|$)/.test(request.path)) return false
  // The codes of these links have dots in them.
  if (/^\/notices\/stop\/[^/]+$/.test(request.path)) return acceptsPage(request)
  if (request.path !== '/index.html' && /\.\w+$/.test(request.path)) return false
  return acceptsPage(request)
}

function acceptsPage(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'html'
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .map((name) => `/${name.split(path.sep).join('/')}`)
  } catch (error) {
    // Not built: in development the client comes from vite.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function readOne(
  folder: string,
  name: string,
  shown: Shown,
  hasBrotli: boolean,
): Promise<File> {
  const file = path.join(folder, name)
  const read = await readFile(file)
  const plain = name === '/index.html' ? pageFor(read, shown) : read
  const small = !compressible.test(name) || plain.length < 1_000
  // The best is worth its time in the build only.
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const brotli = hasBrotli ? readFile(`${file}.br`) : promisify(brotliCompress)(plain, quality)
  return {
    name,
    type: types[path.extname(name)] ?? 'application/octet-stream',
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    plain,
    br: small ? null : await brotli,
    gzip: small ? null : await promisify(gzip)(plain),
  }
}

interface Shown {
  readonly basePath: string
  /** What is opened at the address: what only others need is not asked for with it. */
  readonly opens: string
}

/** The page's addresses start from the installation's root, and it tells the client where that is. */
function pageFor(html: Buffer, { basePath, opens }: Shown): Buffer {
  const text = html
    .toString('utf8')
    .replace(/<link [^>]*\sdata-opens="(\w+)"[^>]*>\s*/g, (link, what) =>
      what === opens ? link : '',
    )
    .replace(/(\s(?:href|src)=")\.\//g, (_, before: string) => `${before}${basePath}/`)
    .replace(/<head[^>]*>/i, (head) => `${head}<meta name="talkoot-root" content="${basePath}/">`)
  return Buffer.from(text)
}

function send(file: File, request: Request, response: Response): void {
  const encodings = (['br', 'gzip'] as const).filter((encoding) => file[encoding] !== null)
  const encoding = encodings.find((known) => request.acceptsEncodings(known) === known)
  response.set({
    'Content-Type': file.type,
    'Cache-Control': hashed.test(file.name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: `"${file.etag}${encoding ? `-${encoding}` : ''}"`,
    ...(encodings.length > 0 && { Vary: 'Accept-Encoding' }),
    ...(encoding && { 'Content-Encoding': encoding }),
  })
  if (request.fresh) {
    response.status(304).end()
    return
  }
  const body = (encoding && file[encoding]) || file.plain
  response.set('Content-Length', String(body.length))
  if (request.method === 'HEAD') response.end()
  else response.end(body)
}
