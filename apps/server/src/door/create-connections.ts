import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { countedAs, isLoopback, type Trust } from './client-address'

/** Headers come in one packet or two: who takes longer means to. In milliseconds. */
const headersMs = 10_000
const requestMs = 30_000
/** A connection on which nothing moves for so long is given up. Streams of ours say something every 15 s at least. */
const silentMs = 120_000
/** Longer than what stands before us keeps a connection, so that it is never we who close one that is used. */
const keptMs = 72_000
/** How often Node looks for those that are over their time. */
const lookMs = 1_000
const mostConnections = 10_000
const mostFromOne = 500

/**
 * The HTTP server with its patience: whoever sends slowly, reads slowly, or opens connections without end is cut off before
 * others feel it. Of one address, `mostFromOne` connections are kept; not of this machine and of proxies that are trusted,
 * behind which stands everybody.
 */
export function createConnections(listener: RequestListener, trust: Trust): Server {
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: lookMs,
      keepAliveTimeout: keptMs,
    },
    listener,
  )
  server.maxConnections = mostConnections
  server.timeout = silentMs
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    if (remoteAddress === undefined || isLoopback(remoteAddress) || trust(remoteAddress, 0)) return
    const from = countedAs(remoteAddress)
    const before = open.get(from) ?? 0
    if (before >= mostFromOne) {
      socket.destroy()
      return
    }
    open.set(from, before + 1)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left > 0) open.set(from, left)
      else open.delete(from)
    })
  })
  return server
}
