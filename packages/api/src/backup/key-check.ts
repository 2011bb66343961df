import type { Snapshot } from '@patchbay/db/backup/snapshot'
import { type Cipher, WrongKeyError } from '@patchbay/engine/secrets/cipher'
import { type Ciphertexts, ciphertexts } from '@patchbay/engine/secrets/ciphertexts'
import { z } from 'zod'
import type { BackupHeader } from './backup-format'

/** What a key is known by in a backup: of no use for anything else. */
const purpose = 'which key a backup was made under'

/** What the key at hand can do with what was encrypted: read it, or not all of it; or there is no key. */
export type KeyCheck = 'fits' | 'other' | 'none'

export function keyMark(cipher: Cipher | null): string | null {
  return cipher?.derive(purpose) ?? null
}

/**
 * Whether the key at hand reads what the database has encrypted: it is the one that `mark` tells of, where there is a mark, and
 * opens all that is encrypted.
 */
export async function checkKey(
  client: Snapshot['client'],
  cipher: Cipher | null,
  { mark, tables }: { mark: string | null; tables: BackupHeader['tables'] },
): Promise<KeyCheck> {
  if (cipher === null) return 'none'
  if (mark !== null && mark !== keyMark(cipher)) return 'other'
  // Some came with a later migration than others.
  const there = ciphertexts.filter(({ table }) => tables.some(({ name }) => name === table))
  for (const each of there) if (!(await opens(client, cipher, each))) return 'other'
  return 'fits'
}

const rowsSchema = z.array(z.object({ key: z.array(z.string()), kept: z.instanceof(Uint8Array) }))

async function opens(
  client: Snapshot['client'],
  cipher: Cipher,
  { table, column, key, about }: Ciphertexts,
): Promise<boolean> {
  const keys = key.map((name) => `${name}::text`).join(', ')
  const { rows } = await client.query(`SELECT ARRAY[${keys}] AS key, ${column} AS kept FROM ${table}`)
  return rowsSchema.parse(rows).every(({ key, kept }) => {
    try {
      cipher.decrypt(kept, about(...key))
      return true
    } catch (error) {
      if (error instanceof WrongKeyError) return false
      throw error
    }
  })
}
