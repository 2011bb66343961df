import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Cipher } from '../secrets/cipher'

/** What a workspace's webhooks are signed with. */
export type WebhookKeys = {
  key: string
  /** The one before it, while that one signs along, and until when. */
  former: { key: string; until: Date } | null
}

/** The key of a workspace's webhooks that follows after so many others: always the same under one key of the house. */
export function webhookKey(cipher: Cipher, workspaceId: string, number = 0): string {
  return cipher.derive(number === 0 ? `webhook/${workspaceId}` : `webhook/${workspaceId}/${number}`)
}

/** The header that carries the signature of a webhook. */
export const signatureHeader = 'Patchbay-Signature'

/**
 * Signs a webhook's body: `t=<epoch seconds>,v1=<hex>`, where the hex is HMAC-SHA256 of `<t>.<body>` with the workspace's
 * webhook key; while a key is being changed, another `v1` follows, of the former one. The time is signed too, so that an old
 * message can't be sent again later.
 */
export function signWebhook({ key, former }: WebhookKeys, body: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1_000)
  const keys = former ? [key, former.key] : [key]
  return [`t=${seconds}`, ...keys.map((each) => `v1=${hmac(each, `${seconds}.${body}`)}`)].join(',')
}

/** Whether one of the signatures is the secret's own, and not older (or newer) than `withinMs`; what a receiver does. */
export function verifyWebhook(
  secret: string,
  body: string,
  header: string,
  nowMs: number,
  withinMs = 300_000,
): boolean {
  const [, seconds = ''] = /^t=(\d{1,12})(?:,v1=[0-9a-f]{64})+$/.exec(header) ?? []
  if (seconds === '' || Math.abs(nowMs - Number(seconds) * 1_000) > withinMs) return false
  const wanted = Buffer.from(hmac(secret, `${seconds}.${body}`))
  return [...header.matchAll(/v1=([0-9a-f]{64})/g)].some(([, given = '']) =>
    timingSafeEqual(Buffer.from(given), wanted),
  )
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
