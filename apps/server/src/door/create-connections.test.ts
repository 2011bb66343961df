import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { createConnections } from './create-connections'

const stops: Array<() => void> = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const outer = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

/** A server at an address of this machine, and a way to connect to it from there: null where the connection was closed at once. */
async function listen(address: string, trusted: string): Promise<() => Promise<Socket | null>> {
  const server = createConnections(
    (_, response) => response.end('here'),
    (peer) => peer === trusted,
  )
  server.listen(0, address)
  await once(server, 'listening')
  const listening = server.address()
  if (listening === null || typeof listening === 'string') throw new Error('The server got no port.')
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return async () => {
    const socket = connect({ port: listening.port, host: address, localAddress: address }).on('error', () => undefined)
    stops.push(() => socket.destroy())
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    const heard = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => null)])
    return heard === null ? null : socket
  }
}

/** Which of 510 connections were let in. */
async function many(open: () => Promise<Socket | null>): Promise<Socket[]> {
  const sockets: Socket[] = []
  for (let at = 0; at < 510; at += 1) {
    const socket = await open()
    if (socket) sockets.push(socket)
  }
  return sockets
}

test.runIf(outer)(
  'from one address, five hundred connections are kept; one that is closed makes room for another',
  async () => {
    const open = await listen(outer ?? '', '')
    const sockets = await many(open)
    expect(sockets).toHaveLength(500)
    sockets[0]?.end()
    await expect.poll(open).not.toBe(null)
  },
)

test.runIf(outer)('from a proxy that is trusted, all: behind it stands everybody', async () => {
  expect(await many(await listen(outer ?? '', outer ?? ''))).toHaveLength(510)
})

test('from this machine, all', async () => {
  expect(await many(await listen('127.0.0.1', ''))).toHaveLength(510)
})
