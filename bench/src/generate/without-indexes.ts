import type { ClientBase } from 'pg'
import { z } from 'zod'

const found = z.array(z.object({ name: z.string(), definition: z.string() }))

/** Takes away the indexes that digests are searched by: made again at the end, they cost a fraction. */
export async function withoutIndexes(client: ClientBase): Promise<{ makeAgain: () => Promise<void> }> {
  const { rows } = await client.query(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename = 'call_digest' AND schemaname = 'public' AND indexname <> 'call_digest_pkey'`,
  )
  const indexes = found.parse(rows)
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`)
  return {
    async makeAgain() {
      await client.query("SET maintenance_work_mem = '1GB'")
      for (const { definition } of indexes) await client.query(definition)
    },
  }
}
