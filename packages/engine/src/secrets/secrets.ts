import { secretMark } from '@patchbay/flow/template'
import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from '../database-fault'
import { aboutSecret, type Cipher } from './cipher'

const rowSchema = z.object({ key: z.string(), ciphertext: z.instanceof(Uint8Array) })
const marks = new RegExp(`${secretMark.open}([^${secretMark.close}]*)${secretMark.close}`, 'g')

/** A text names a secret that is not there. */
export class MissingSecretError extends Error {
  constructor(readonly key: string) {
    super(`There is no secret “${key}”.`)
  }
}

/** Puts secrets into the texts that name them by a mark. */
export type FillSecrets = (text: string) => string

/** Reads the secrets of workspaces, at the moment they leave with a request and never before. */
export function createSecrets(database: Pool, cipher: Cipher) {
  const pool = patiently(database)
  return {
    /**
     * Finds every secret that some texts name, and gives what fills them in; that throws a `MissingSecretError` where there is
     * none. Rejects with a `WrongKeyError` if they were kept under another key.
     */
    async fillerFor(workspaceId: string, texts: readonly string[]): Promise<FillSecrets> {
      const keys = [...new Set(texts.flatMap((text) => [...text.matchAll(marks)].map(([, key = '']) => key)))]
      if (keys.length === 0) return (text) => text
      const { rows } = await pool.query({
        name: 'use-secrets',
        text: `UPDATE secret SET last_used_at = now() WHERE workspace_id = $1 AND key = ANY($2::text[])
               RETURNING key, ciphertext`,
        values: [workspaceId, keys],
      })
      const found = new Map(
        rows.map((row: unknown) => {
          const { key, ciphertext } = rowSchema.parse(row)
          return [key, cipher.decrypt(ciphertext, aboutSecret(workspaceId, key))]
        }),
      )
      return (text) =>
        text.replace(marks, (_, key: string) => {
          const value = found.get(key)
          if (value === undefined) throw new MissingSecretError(key)
          return value
        })
    },
  }
}

export type Secrets = ReturnType<typeof createSecrets>
