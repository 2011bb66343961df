import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'
import { type Cipher, WrongKeyError } from './cipher'
import { type Ciphertexts, ciphertexts } from './ciphertexts'

/** What became of one table: how many rows were encrypted anew, were so already, and can be read under neither key. */
export type Rotated = { of: Ciphertexts; changed: number; done: number; unreadable: number }

/** Some rows can be read under neither key. Nothing was changed. */
export class UnreadableError extends Error {
  constructor(readonly tables: readonly Rotated[]) {
    super('Something in the database can be read under neither key.')
  }
}

/** So many rows are written in one statement. */
const batch = 500

const rowsSchema = z.array(z.object({ key: z.array(z.string()), kept: z.instanceof(Uint8Array) }))

/**
 * Encrypts everything in the database anew, from the old key to the new one, in one transaction that locks every row it reads: until
 * it is committed, everything is as it was, whenever this process ends. Asking again is harmless. Rows that can be read under
 * neither key stay as they are if `leaveUnreadable`; else it throws an `UnreadableError`.
 */
export async function rotateKey(
  pool: Pool,
  { old, fresh, leaveUnreadable }: { old: Cipher; fresh: Cipher; leaveUnreadable: boolean },
): Promise<Rotated[]> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const rotated: Rotated[] = []
    for (const of of ciphertexts) rotated.push(await rotateTable(client, of, old, fresh))
    if (!leaveUnreadable && rotated.some(({ unreadable }) => unreadable > 0)) throw new UnreadableError(rotated)
    await client.query('COMMIT')
    return rotated
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

async function rotateTable(client: PoolClient, of: Ciphertexts, old: Cipher, fresh: Cipher): Promise<Rotated> {
  const { table, column, key } = of
  const keys = key.map((name) => `${name}::text`).join(', ')
  const { rows } = await client.query(
    `SELECT ARRAY[${keys}] AS key, ${column} AS kept FROM ${table} ORDER BY ${key.join(', ')} FOR UPDATE`,
  )
  const rotated: Rotated = { of, changed: 0, done: 0, unreadable: 0 }
  const anew: Array<{ key: string[]; kept: Buffer }> = []
  for (const row of rowsSchema.parse(rows)) {
    const about = of.about(...row.key)
    if (read(fresh, row.kept, about) !== null) {
      rotated.done += 1
      continue
    }
    const plain = read(old, row.kept, about)
    if (plain === null) rotated.unreadable += 1
    else anew.push({ key: row.key, kept: fresh.encrypt(plain, about) })
  }
  for (let from = 0; from < anew.length; from += batch) {
    const some = anew.slice(from, from + batch)
    const names = key.map((_, at) => `k${at}`)
    await client.query(
      `UPDATE ${table} t SET ${column} = x.kept
       FROM unnest(${names.map((_, at) => `$${at + 1}::text[]`).join(', ')}, $${names.length + 1}::bytea[]) AS x (${names.join(', ')}, kept)
       WHERE ${key.map((name, at) => `t.${name}::text = x.k${at}`).join(' AND ')}`,
      [...key.map((_, at) => some.map((each) => each.key[at])), some.map(({ kept }) => kept)],
    )
    rotated.changed += some.length
  }
  return rotated
}

function read(cipher: Cipher, kept: Uint8Array, about: string): string | null {
  try {
    return cipher.decrypt(kept, about)
  } catch (error) {
    if (error instanceof WrongKeyError) return null
    throw error
  }
}
