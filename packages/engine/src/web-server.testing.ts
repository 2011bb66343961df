import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a web server was asked. */
export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

/** For tests: a real web server on this machine. `answer` says what it answers with; null: nothing, ever. */
export async function startWebServer(answer: (asked: Asked) => { status: number; body?: string } | null) {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const answered = answer({ method, path, headers, body })
      if (answered) response.writeHead(answered.status, { 'content-type': 'application/json' }).end(answered.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
