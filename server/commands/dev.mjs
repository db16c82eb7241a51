// @ts-check
/**
 * `npm run dev`: both sides with hot reload, on http://localhost:5173. The browser talks to vite,
 * which passes on what belongs to the server; the server starts again when its code changes.
 * Whichever ends first takes the other along.
 */
import { prepare } from './prepare.mjs'
import { commandOf, runNode } from './run.mjs'
import { inRoot } from './tree.mjs'

await prepare({ build: 'no' })
const { createServer } = await import('vite')

const serverPort = process.env.PORT ?? '4000'
const clientPort = 5173
const target = `http://localhost:${serverPort}`
const paths = ['/api', '/collab', '/published', '/healthz', '/readyz', '/metrics']

const client = await createServer({
  root: inRoot('client'),
  configFile: inRoot('client', 'vite.config.ts'),
  clearScreen: false,
  server: {
    port: clientPort,
    strictPort: true,
    // The host stays as the browser sent it: the server compares it with the origin.
    proxy: Object.fromEntries(
      paths.map((path) => [path, { target, ws: true, changeOrigin: false }]),
    ),
  },
})
await client.listen()

const watch = ['watch', '--clear-screen=false', '--include', 'templates/**']
const code = await runNode(commandOf('tsx'), [...watch, 'server/main.ts'], {
  env: {
    ...process.env,
    PORT: serverPort,
    TALKOOT_PUBLIC_URL: process.env.TALKOOT_PUBLIC_URL ?? `http://localhost:${clientPort}`,
  },
})
await client.close()
process.exit(code)
