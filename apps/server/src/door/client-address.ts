import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'
import ipaddr from 'ipaddr.js'

/** Whose word about where a request comes from is believed: asked for each address on the way, the nearest first. */
export type Trust = (address: string, distance: number) => boolean

/**
 * Reads TRUST_PROXY: addresses, ranges (`10.0.0.0/8`), or `loopback`, `linklocal`, `uniquelocal`, separated by commas; or how
 * many proxies stand before us, as a number. Throws a `TypeError` for what is neither.
 */
export function readTrust(text: string): Trust {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  const [first = ''] = entries
  if (entries.length === 1 && /^\d{1,2}$/.test(first)) return (_, distance) => distance < Number(first)
  return proxyAddr.compile(entries)
}

/** The address that a request comes from, past those who are trusted to say; empty if the connection is gone. */
export function clientAddress(request: IncomingMessage, trust: Trust): string {
  return request.socket.remoteAddress === undefined ? '' : proxyAddr(request, trust)
}

/**
 * What addresses are counted by. Of IPv6 the first 64 bits, since whoever has one such address has all of them; IPv4 in
 * IPv6 notation is what it stands for. Whatever is no address is one and the same.
 */
export function countedAs(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown'
  const parsed = ipaddr.process(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}

/** Whether an address is this very machine's. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}
