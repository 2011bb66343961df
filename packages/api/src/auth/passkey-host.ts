import { isIP } from 'node:net'

/**
 * The name that passkeys are bound to, or null where browsers allow none: they want a name, not an IP address, and HTTPS or this very
 * machine (https://www.w3.org/TR/webauthn-3/#rp-id).
 */
export function passkeyHost(appUrl: string): string | null {
  const { protocol, hostname } = new URL(appUrl)
  const plain = hostname.replace(/^\[|\]$/g, '')
  if (plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))) return 'localhost'
  return protocol === 'https:' && isIP(plain) === 0 ? plain : null
}
