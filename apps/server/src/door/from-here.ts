import type { FastifyRequest } from 'fastify'
import { isLoopback } from './client-address'

/** What a proxy says of whom it asks for: then the machine that is connected is not the one that asks. */
const handedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** Whether only this machine can have sent a request: over its own loopback, to a name of its own, and for nobody else. */
export function isFromHere({ raw, headers, hostname }: FastifyRequest): boolean {
  return (
    isLoopback(raw.socket.remoteAddress ?? '') && isLoopbackName(hostname) && !handedOn.some((name) => name in headers)
  )
}

/** Whether a host name is the machine's for itself. */
export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''))
}
