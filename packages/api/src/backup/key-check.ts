import type { Snapshot } from '@patchbay/db/backup/snapshot'
import { aboutSecret, type Cipher, WrongKeyError } from '@patchbay/engine/secrets/cipher'
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
 * opens every secret.
 */
export async function checkKey(
  client: Snapshot['client'],
  cipher: Cipher | null,
  { mark, tables }: { mark: string | null; tables: BackupHeader['tables'] },
): Promise<KeyCheck> {
  if (cipher === null) return 'none'
  if (mark !== null && mark !== keyMark(cipher)) return 'other'
  // Secrets came with a later migration than others.
  const hasSecrets = tables.some(({ name }) => name === 'secret')
  return hasSecrets && !(await opensSecrets(client, cipher)) ? 'other' : 'fits'
}

const rowsSchema = z.array(
  z.object({ workspace_id: z.string(), key: z.string(), ciphertext: z.instanceof(Uint8Array) }),
)

async function opensSecrets(client: Snapshot['client'], cipher: Cipher): Promise<boolean> {
  const { rows } = await client.query('SELECT workspace_id, key, ciphertext FROM secret')
  return rowsSchema.parse(rows).every(({ workspace_id, key, ciphertext }) => {
    try {
      cipher.decrypt(ciphertext, aboutSecret(workspace_id, key))
      return true
    } catch (error) {
      if (error instanceof WrongKeyError) return false
      throw error
    }
  })
}
