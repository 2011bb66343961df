import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { aboutKeptKey, type Cipher } from './cipher'

const rowsSchema = z.tuple([z.object({ ciphertext: z.instanceof(Uint8Array) })])

/**
 * A key of 32 bytes of this Patchbay's own for one purpose, the same for all servers: random, made when it is first asked for, and kept
 * encrypted. It stays what it is when the key that it is kept under is changed. Throws a `WrongKeyError` where that can't be read.
 */
export async function keptKey(pool: Pool, cipher: Cipher, name: string): Promise<Buffer> {
  const fresh = cipher.encrypt(randomBytes(32).toString('base64'), aboutKeptKey(name))
  await pool.query('INSERT INTO kept_key (name, ciphertext) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, fresh])
  const { rows } = await pool.query('SELECT ciphertext FROM kept_key WHERE name = $1', [name])
  const [{ ciphertext }] = rowsSchema.parse(rows)
  return Buffer.from(cipher.decrypt(ciphertext, aboutKeptKey(name)), 'base64')
}
