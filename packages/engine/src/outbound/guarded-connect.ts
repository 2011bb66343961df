import { type LookupAddress, lookup as resolveName } from 'node:dns'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import type { AllowedAddresses } from './allowed-addresses'

/** The connection would have gone to an address that nothing here may reach. */
export class ForbiddenAddressError extends Error {
  readonly code = 'FORBIDDEN_ADDRESS'
  constructor(name: string) {
    super(`${name} is not a public address.`)
  }
}

/** Finds every address of a name. */
export type Resolve = (name: string, done: (error: Error | null, found: LookupAddress[]) => void) => void

const resolveByDns: Resolve = (name, done) => resolveName(name, { all: true, verbatim: true }, done)

/**
 * Connects, to allowed addresses only. It is the very address of the connection that is looked at, so neither a redirect
 * nor a name that changes its answer between two questions gets past it; a name with one forbidden address is forbidden.
 */
export function guardedConnect(allowed: AllowedAddresses, timeoutMs: number, resolve: Resolve = resolveByDns) {
  const connectors = new Map<number, buildConnector.connector>()

  function connectorFor(port: number): buildConnector.connector {
    const known = connectors.get(port)
    if (known) return known
    const connector = buildConnector({
      timeout: timeoutMs,
      lookup: (name, options, done) =>
        resolve(name, (error, found) => {
          if (error) return done(error, [])
          if (found.length === 0 || !found.every(({ address }) => allowed.allows(address, name, port)))
            return done(new ForbiddenAddressError(name), [])
          const [first] = found
          if (options.all) done(null, found)
          else done(null, first?.address ?? '', first?.family)
        }),
    })
    if (connectors.size < mostPorts) connectors.set(port, connector)
    return connector
  }

  const connect: buildConnector.connector = (options, done) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const host = options.hostname.replace(/^\[|\]$/g, '')
    // An address needs no looking up, so it is never asked of `lookup`.
    if (isIP(host) && !allowed.allows(host, host, port)) {
      queueMicrotask(() => done(new ForbiddenAddressError(host), null))
      return
    }
    connectorFor(port)(options, done)
  }
  return connect
}

const mostPorts = 100
