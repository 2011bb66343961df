import ipaddr from 'ipaddr.js'

type Entry = { name: string | null; range: [ipaddr.IPv4 | ipaddr.IPv6, number] | null; port: number | null }

/**
 * Public by their number, and yet a machine's own affair: here Azure tells its machines what they are to be
 * (https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
 */
const closed = new Set(['168.63.129.16'])

/** Which addresses beside the public ones a request may go to. */
export type AllowedAddresses = {
  /** Whether a connection may be made to an address (`10.0.0.7`) that a name (`wiki.lan`) stands for, at a port. */
  allows: (address: string, name: string, port: number) => boolean
}

/**
 * Reads a list such as `127.0.0.1:9999, 10.0.0.0/8, wiki.lan`: addresses, ranges in CIDR notation, or names, each with a port
 * or for all ports. Throws a `TypeError` that names what can't be read.
 */
export function readAllowed(list: string): AllowedAddresses {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(entryOf)
  return {
    allows(address, name, port) {
      if (!ipaddr.isValid(address)) return false
      // IPv4 in IPv6 notation is what it stands for.
      const parsed = ipaddr.process(address)
      if (parsed.range() === 'unicast' && !closed.has(parsed.toString())) return true
      return entries.some(
        (entry) =>
          (entry.port === null || entry.port === port) &&
          (entry.name === name.toLowerCase() || (entry.range !== null && isWithin(parsed, entry.range))),
      )
    },
  }
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, range: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === range[0].kind() && address.match(range)
}

function entryOf(entry: string): Entry {
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]+)\]|([^:]+(?::[^:]*:.*)?))(?::(\d{1,5}))?$/.exec(entry) ?? []
  const host = bracketed ?? plain
  const at = port === undefined ? null : Number(port)
  if (ipaddr.isValidCIDR(host)) return { name: null, range: ipaddr.parseCIDR(host), port: at }
  if (ipaddr.isValid(host)) {
    const address = ipaddr.process(host)
    return { name: null, range: [address, address.kind() === 'ipv4' ? 32 : 128], port: at }
  }
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    throw new TypeError(`“${entry}” is no address, no range such as 10.0.0.0/8, and no name`)
  return { name: host.toLowerCase(), range: null, port: at }
}
