import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Cipher } from '../secrets/cipher'

/** What a workspace's webhooks are signed with: always the same under one key of the house. */
export function webhookKey(cipher: Cipher, workspaceId: string): string {
  return cipher.derive(`webhook/${workspaceId}`)
}

/** The header that carries the signature of a webhook. */
export const signatureHeader = 'Patchbay-Signature'

/**
 * Signs a webhook's body: `t=<epoch seconds>,v1=<hex>`, where the hex is HMAC-SHA256 of `<t>.<body>` with the workspace's
 * webhook secret. The time is signed too, so that an old message can't be sent again later.
 */
export function signWebhook(secret: string, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1_000)
  return `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`
}

/** Whether a signature is the secret's own, and not older (or newer) than `withinMs`; what a receiver does. */
export function verifyWebhook(
  secret: string,
  body: string,
  header: string,
  nowMs: number,
  withinMs = 300_000,
): boolean {
  const [, seconds = '', given = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (given === '' || Math.abs(nowMs - Number(seconds) * 1_000) > withinMs) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(hmac(secret, `${seconds}.${body}`)))
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
