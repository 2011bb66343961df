/** The names under which this server is asked, and the origins that its own pages have. */
export type OwnNames = {
  /**
   * Whether a `Host` is ours: `host` is a name with or without a port, `localAddress` the address at which the connection came
   * in. A name that somebody else points at us (DNS rebinding) is none of ours, whatever it stands for.
   */
  hasHost: (host: string, localAddress: string | undefined) => boolean
  /** Whether an `Origin` is that of our own pages, for a request that was sent to `host`. */
  hasOrigin: (origin: string, host: string) => boolean
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * `publicUrl` is where people and the carrier reach us, `listenHost` what the server listens on, `more` a list of names
 * (`calls.example.com, calls.lan:8080`), as in ALLOWED_HOSTS. Ports don't count in a `Host`, since a container's port is seldom
 * the one that is asked; in an `Origin` they do, since another port is another program.
 */
export function createOwnNames({
  publicUrl,
  listenHost,
  more,
}: {
  publicUrl: string
  listenHost: string
  more: readonly string[]
}): OwnNames {
  const { origin, hostname } = new URL(publicUrl)
  const listed = more.flatMap((name) => urlOf(name) ?? [])
  const names = new Set([hostname, ...loopback, ...listed.map((url) => url.hostname)])
  const listening = urlOf(bracketed(listenHost))
  if (listening) names.add(listening.hostname)
  for (const wildcard of ['0.0.0.0', '[::]']) names.delete(wildcard)
  const origins = new Set([origin, ...listed.flatMap(({ host }) => [`http://${host}`, `https://${host}`])])
  return {
    hasHost(host, localAddress) {
      const asked = urlOf(host)?.hostname
      if (asked === undefined) return false
      return names.has(asked) || (localAddress !== undefined && asked === urlOf(bracketed(localAddress))?.hostname)
    },
    hasOrigin: (from, host) => origins.has(from) || (host !== '' && originsOf(host).includes(from)),
  }
}

/** Both, since whoever stands before us may have taken the `s` off. */
function originsOf(host: string): string[] {
  return ['http', 'https'].flatMap((scheme) => {
    const url = `${scheme}://${host}`
    return URL.canParse(url) ? [new URL(url).origin] : []
  })
}

/** A name with or without a port, in one spelling; null if it is none. */
function urlOf(host: string): URL | null {
  if (!/^(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host)) return null
  const url = `http://${host.replace(/\.(?=:|$)/, '')}`
  return URL.canParse(url) ? new URL(url) : null
}

/** An address as it stands in a URL; of IPv4 in IPv6 notation, what it stands for. */
function bracketed(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain.includes(':') ? `[${plain.replace(/%.*/, '')}]` : plain
}
