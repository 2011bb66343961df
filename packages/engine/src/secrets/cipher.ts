import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** Something was kept under another key than the one at hand, or was changed. */
export class WrongKeyError extends Error {
  constructor() {
    super(
      'This secret was kept under another key: set PATCHBAY_KEY to the one that it was kept under, or set the secret anew.',
    )
  }
}

const version = 1
const sizes = { iv: 12, tag: 16, key: 32 } as const

/**
 * Encrypts what is kept, with AES-256-GCM under one key of 32 bytes. `about` says what it is (`<workspace>/<name>`): what
 * is decrypted as something else is refused. `others`: keys that something may still be kept under, while the key is changed.
 */
export function createCipher(key: Buffer, others: readonly Buffer[] = []) {
  const keys = [key, ...others]
  if (keys.some((each) => each.length !== sizes.key)) throw new TypeError('The key must have 32 bytes.')
  return {
    encrypt(plain: string, about: string): Buffer {
      const iv = randomBytes(sizes.iv)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), sealed])
    },
    /** Throws a `WrongKeyError`. */
    decrypt(kept: Uint8Array, about: string): string {
      const bytes = Buffer.from(kept)
      const from = 1 + sizes.iv + sizes.tag
      if (bytes[0] !== version || bytes.length < from) throw new WrongKeyError()
      for (const each of keys)
        try {
          const decipher = createDecipheriv('aes-256-gcm', each, bytes.subarray(1, 1 + sizes.iv))
            .setAAD(Buffer.from(about))
            .setAuthTag(bytes.subarray(1 + sizes.iv, from))
          return decipher.update(bytes.subarray(from), undefined, 'utf8') + decipher.final('utf8')
        } catch {
          // Perhaps the next one.
        }
      throw new WrongKeyError()
    },
    /** A key for one purpose, made from this one: always the same, and of no use for anything else. */
    derive: (purpose: string): string => createHmac('sha256', key).update(purpose).digest('base64url'),
  }
}

export type Cipher = ReturnType<typeof createCipher>

/** Reads a key of 32 bytes as hex or base64; null if it is none. */
export function readKey(text: string): Buffer | null {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64')
  return bytes.length === sizes.key ? bytes : null
}

/** What a carrier account's access token is encrypted as. */
export function aboutAccount(accountId: string): string {
  return `carrier/${accountId}`
}

/** What a caller's private digits are encrypted as. */
export function aboutDigits(callId: string, token: string): string {
  return `private/${callId}/${token}`
}

/** What a key of this Patchbay's own is encrypted as. */
export function aboutKeptKey(name: string): string {
  return `kept-key/${name}`
}

/** What a secret is encrypted as. */
export function aboutSecret(workspaceId: string, key: string): string {
  return `secret/${workspaceId}/${key}`
}
