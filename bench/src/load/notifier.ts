import { createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { createMessages } from './messages'

/** `status` is 0 where the connection broke. */
export type Answered = (status: number) => void
type Kept = { send: (path: string, body: string, answered: Answered) => void; socket: Socket; since: number }
export type Notifier = { send: (path: string, body: string, answered: Answered) => void; close: () => void }

/** A connection that was idle for so many milliseconds is not used again: the other side may be closing it at this moment. */
const freshMs = 30_000

/** POSTs notifications over kept connections, one request at a time on each, and as many connections as that takes. */
export function createNotifier(port: number, accessToken: string): Notifier {
  const free: Kept[] = []
  const all = new Set<Socket>()

  function open() {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let waiting: Answered | null = null
    all.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      all.delete(socket)
      const at = free.findIndex((kept) => kept.socket === socket)
      if (at >= 0) free.splice(at, 1)
      waiting?.(0)
    })
    socket.on(
      'data',
      createMessages((head) => {
        const answered = waiting
        waiting = null
        free.push({ send, socket, since: performance.now() })
        answered?.(Number(head.slice(9, 12)))
      }),
    )
    function send(path: string, body: string, answered: Answered): void {
      waiting = answered
      const signature = createHmac('sha256', accessToken).update(body).digest('hex')
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
          `X-Hoiio-Signature: ${signature}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        'latin1',
      )
    }
    return send
  }

  /** The connection that was used last; if that is not fresh, none is. */
  function fresh(): Kept['send'] {
    const kept = free.pop()
    if (kept && performance.now() - kept.since < freshMs) return kept.send
    kept?.socket.destroy()
    return open()
  }

  return {
    send: (path, body, answered) => fresh()(path, body, answered),
    close: () => {
      for (const socket of all) socket.destroy()
    },
  }
}
