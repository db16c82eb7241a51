/** nginx, as it serves a folder of files that were packed before. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import path from 'node:path'

export interface Nginx {
  readonly port: number
  stop(): Promise<void>
}

/** Null where it is not installed. */
export async function startNginx(folder: string, files: string): Promise<Nginx | null> {
  if (!isInstalled()) return null
  const port = await freePort()
  const config = path.join(folder, 'nginx.conf')
  await writeFile(config, configFor({ folder, files, port }))
  const child = spawn('nginx', ['-p', folder, '-c', config, '-e', path.join(folder, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  await untilListening(port)
  return {
    port,
    async stop() {
      child.kill('SIGQUIT')
      await ended
    },
  }
}

function isInstalled(): boolean {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** As many workers as cores, nothing logged, files kept open: as fast as it goes. */
function configFor(of: { folder: string; files: string; port: number }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${path.join(of.folder, name)};`)
    .join('\n  ')
  // Started by root it would read as somebody who may not enter a temporary folder.
  const user = process.getuid?.() === 0 ? 'user root;\n' : ''
  return `${user}daemon off;
worker_processes auto;
pid ${path.join(of.folder, 'nginx.pid')};
events { worker_connections 1024; }
http {
  ${temporary}
  types { text/html html; text/css css; application/pdf pdf; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  etag on;
  keepalive_requests 100000000;
  gzip off;
  gzip_static on;
  open_file_cache max=1000 inactive=60s;
  open_file_cache_valid 60s;
  server {
    listen 127.0.0.1:${of.port};
    root ${of.files};
    add_header Cache-Control "public, max-age=300";
    add_header Vary Accept-Encoding;
  }
}
`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function untilListening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect({ port, host: '127.0.0.1' })
    const came = await new Promise<boolean>((done) => {
      socket.once('connect', () => done(true)).once('error', () => done(false))
    })
    socket.destroy()
    if (came) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('nginx does not listen')
}
