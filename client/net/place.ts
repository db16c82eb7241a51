/**
 * Where this installation lives. The server writes it into the page, so that everything works under
 * any path prefix; nothing else in the client knows an absolute address. (`<base href>` would do
 * the same, but the content policy allows no such element, nobody's.)
 */

/** The address of the installation's root, ending in a slash. */
export const root = new URL(written() ?? '/', location.origin)

/** The path prefix for the router: '' at the root of a host, else `/prefix`. */
export const pathPrefix = root.pathname.replace(/\/$/, '')

/** The address of a path such as `/api/session`. */
export function addressOf(path: string): URL {
  return new URL(path.replace(/^\//, ''), root)
}

/** The WebSocket address of a path such as `/collab`. */
export function socketAddressOf(path: string): string {
  const address = addressOf(path)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return address.href
}

function written(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[name=talkoot-root]')?.content
}
