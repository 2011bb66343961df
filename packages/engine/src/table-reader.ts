import DataLoader from 'dataloader'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from './database-fault'
import { fetchAgain } from './fetch-again'

/** How long it is believed which rows a table has, in milliseconds: new ones are found within a second. */
const believed = 500
/** Of rows that are kept, in characters. */
const mostKept = 8_000_000

const headsSchema = z.array(z.object({ id: z.string(), revision: z.string() }))
const rowsSchema = z.array(z.object({ at: z.number().int(), data: z.record(z.string(), z.string()) }))

type Row = Record<string, string>
type Spot = { tableId: string; revision: string; key: string }

export type TableReader = {
  /** The row with exactly this key, its cells by the names of their columns; null where there is no such row or table. */
  row: (workspaceId: string, tableKey: string, key: string) => Promise<Row | null>
}

/**
 * Looks rows up in the workspaces' tables. A table's rows are replaced all at once, by those of another revision, so a row of a
 * revision never changes and may be kept; only which revision counts has to be asked again. What is asked for while a query is
 * under way goes into the next one together, so that a hundred calls cost little more than one.
 */
export function createTableReader(pool: Pool): TableReader {
  const heads = new LRUCache<string, { head: z.infer<typeof headsSchema>[number] | null }>({
    max: 10_000,
    ttl: believed,
    fetchMethod: async (asked) => {
      const [workspaceId, tableKey] = z.tuple([z.string(), z.string()]).parse(JSON.parse(asked))
      const { rows } = await patiently(pool).query({
        name: 'table-head',
        text: 'SELECT id, revision FROM lookup_table WHERE workspace_id = $1 AND key = $2',
        values: [workspaceId, tableKey],
      })
      return { head: headsSchema.parse(rows)[0] ?? null }
    },
  })
  const kept = new LRUCache<string, { row: Row | null }>({
    maxSize: mostKept,
    sizeCalculation: ({ row }, name) => name.length + (row === null ? 0 : JSON.stringify(row).length),
  })
  let underWay: Promise<unknown> = Promise.resolve()

  async function find(spots: readonly Spot[]) {
    const { rows } = await patiently(pool).query({
      name: 'table-rows',
      text: `SELECT asked.at::int, r.data
        FROM unnest($1::uuid[], $2::uuid[], $3::text[]) WITH ORDINALITY AS asked (table_id, revision, key, at)
        JOIN lookup_row r ON r.table_id = asked.table_id AND r.revision = asked.revision AND r.key = asked.key`,
      values: [spots.map(({ tableId }) => tableId), spots.map(({ revision }) => revision), spots.map(({ key }) => key)],
    })
    const found = new Map(rowsSchema.parse(rows).map(({ at, data }) => [at, data]))
    return spots.map((_, index) => found.get(index + 1) ?? null)
  }

  const loader = new DataLoader<Spot, Row | null>(
    (spots) => {
      const finding = find(spots)
      underWay = finding.catch(() => undefined)
      return finding
    },
    { cache: false, maxBatchSize: 500, batchScheduleFn: (go) => void underWay.then(() => setImmediate(go)) },
  )

  return {
    async row(workspaceId, tableKey, key) {
      // PostgreSQL has no text with this character, so no key has it.
      if (tableKey.includes('\0') || key.includes('\0')) return null
      const table = JSON.stringify([workspaceId, tableKey])
      let head = (await fetchAgain(heads, table))?.head
      while (head) {
        const name = `${head.id} ${head.revision} ${key}`
        const known = kept.get(name)
        if (known) return known.row
        const row = await loader.load({ tableId: head.id, revision: head.revision, key })
        // What is not there may only have gone with its revision: another one is looked in.
        const now = row === null ? (await fetchAgain(heads, table, { anew: true }))?.head : head
        if (now?.revision === head.revision) {
          kept.set(name, { row })
          return row
        }
        head = now
      }
      return null
    },
  }
}
