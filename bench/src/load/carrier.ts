import { once } from 'node:events'
import { createServer } from 'node:net'
import { field } from './field'
import { createMessages } from './messages'

const json = '{"status":"success_ok"}'
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`,
)

/**
 * A stand-in for the carrier that takes every request at once, and tells for which session it came and where (a path) its
 * notification shall go.
 */
export async function startCarrier(asked: (session: string, path: string) => void): Promise<{ port: number }> {
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.on(
      'data',
      createMessages((_, body) => {
        socket.write(answer)
        const session = field(body, 'session')
        if (session !== '') asked(session, pathOf(decodeURIComponent(field(body, 'notify_url'))))
      }),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The carrier got no port.')
  return { port: address.port }
}

function pathOf(url: string): string {
  return url.slice(url.indexOf('/', 'https://'.length))
}
