import { createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { createMessages } from './messages'

/** `status` is 0 where the connection broke. */
export type Answered = (status: number) => void
export type Notifier = { send: (path: string, body: string, answered: Answered) => void; close: () => void }

/** POSTs notifications over kept connections, one request at a time on each, and as many connections as that takes. */
export function createNotifier(port: number, accessToken: string): Notifier {
  const free: ((path: string, body: string, answered: Answered) => void)[] = []
  const all = new Set<Socket>()

  function open() {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let waiting: Answered | null = null
    all.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      all.delete(socket)
      const at = free.indexOf(send)
      if (at >= 0) free.splice(at, 1)
      waiting?.(0)
    })
    socket.on(
      'data',
      createMessages((head) => {
        const answered = waiting
        waiting = null
        free.push(send)
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

  return {
    send: (path, body, answered) => (free.pop() ?? open())(path, body, answered),
    close: () => {
      for (const socket of all) socket.destroy()
    },
  }
}
