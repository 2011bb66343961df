import type { FastifyReply } from 'fastify'
import type { Exchange, ExchangeEvent } from '../exchange'
import { viewCall } from './call-view'

const heartbeat = 15_000
/** A reader that has this much unread is gone, or will never catch up. */
const mostUnread = 4_000_000

/**
 * Server-sent events: `{session, entry}` for each new line of a transcript, `{session, call}` for each change of a call.
 * Only one call's, if a session is given.
 */
export function streamEvents(exchange: Exchange, session: string | undefined, reply: FastifyReply): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  })
  raw.write(': connected\n\n')
  const send = ({ call, entry }: ExchangeEvent) => {
    if (session !== undefined && call.session !== session) return
    if (raw.writableLength > mostUnread) return raw.destroy()
    const { session: id } = call
    if (entry) raw.write(`data: ${JSON.stringify({ session: id, entry })}\n\n`)
    raw.write(`data: ${JSON.stringify({ session: id, call: viewCall(call) })}\n\n`)
  }
  const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat)
  exchange.events.on('event', send)
  raw.on('close', () => {
    clearInterval(beat)
    exchange.events.off('event', send)
  })
}
