import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The value of `X-Hoiio-Signature`: lower-case hex HMAC-SHA256 of the raw body, keyed by the access token.
 * Source: Hoiio's notes on notifications.
 */
export function sign(accessToken: string, rawBody: string | Uint8Array): string {
  return createHmac('sha256', accessToken).update(rawBody).digest('hex')
}

/** Whether a header is the body's signature. Constant time; an absent or malformed header is simply wrong. */
export function verifySignature(
  accessToken: string,
  rawBody: string | Uint8Array,
  header: string | readonly string[] | undefined,
): boolean {
  if (!isSignature(header)) return false
  return timingSafeEqual(createHmac('sha256', accessToken).update(rawBody).digest(), Buffer.from(header, 'hex'))
}

/** Whether a header has the form of a signature at all: what has not needs no body to be refused. */
export function isSignature(header: string | readonly string[] | undefined): header is string {
  return typeof header === 'string' && signatureForm.test(header)
}

const signatureForm = /^[0-9a-f]{64}$/
