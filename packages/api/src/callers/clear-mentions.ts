import { tablesOfCalls } from '@patchbay/db/call-tables'
import { z } from 'zod'
import type { Pool } from '../context'
import { mentionOf, removed, withoutNumber } from './caller-number'

const callsAtOnce = 1_000
/** Of a call's own tables these are known by name; what others hold is found by the types of their columns. */
const known = new Set(['call_event', 'call_private', 'call_count'])

const idsSchema = z.array(z.object({ id: z.string() }))
const statesSchema = z.array(z.object({ id: z.string(), state: z.unknown() }))
const eventsSchema = z.array(
  z.object({ call_id: z.string(), key: z.string(), event: z.unknown(), trace: z.unknown(), commands: z.unknown() }),
)
const columnsSchema = z.array(z.object({ table: z.string(), column: z.string(), type: z.string() }))

export type Cleared = { calls: number; looked: number; done: boolean; after: string }

/**
 * Goes through a workspace's calls from `after` on, by id, until all are seen or it is time to stop, and takes the number out of those
 * that mention it: where it was typed, dialled or sent. Calls under way are left. Gives how many mentioned it.
 */
export async function clearMentions(
  pool: Pool,
  { workspaceId, number, after, until }: { workspaceId: string; number: string; after: string; until: number },
): Promise<Cleared> {
  const like = `%${number.slice(1)}%`
  const others = await otherColumns(pool)
  let [calls, looked, at] = [0, 0, after]
  for (;;) {
    const { rows } = await pool.query('SELECT id FROM call WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3', [
      workspaceId,
      at,
      callsAtOnce,
    ])
    const ids = idsSchema.parse(rows).map(({ id }) => id)
    const mention = await clear(ids)
    for (const text of others.values())
      await pool.query(text, [ids, number.slice(1), number, mentionOf(number).source, removed])
    calls += mention
    looked += ids.length
    at = ids.at(-1) ?? at
    if (ids.length < callsAtOnce) return { calls, looked, done: true, after: at }
    if (performance.now() > until) return { calls, looked, done: false, after: at }
  }

  async function clear(ids: readonly string[]): Promise<number> {
    const found = new Set<string>()
    const closed = 'id = ANY($1::uuid[]) AND NOT open'
    const states = await pool.query(`SELECT id, state FROM call WHERE ${closed} AND state::text LIKE $2`, [ids, like])
    for (const { id, state } of statesSchema.parse(states.rows)) {
      const [cleared] = without([state])
      if (cleared === undefined) continue
      found.add(id)
      await pool.query('UPDATE call SET state = $2 WHERE id = $1', [id, cleared])
    }
    const events = await pool.query(
      `SELECT call_id, key, event, trace, commands FROM call_event WHERE call_id IN (SELECT id FROM call WHERE ${closed})
       AND (event::text LIKE $2 OR trace::text LIKE $2 OR commands::text LIKE $2)`,
      [ids, like],
    )
    for (const row of eventsSchema.parse(events.rows)) {
      const cleared = without([row.event, row.trace, row.commands])
      if (cleared.length === 0) continue
      found.add(row.call_id)
      await pool.query('UPDATE call_event SET event = $3, trace = $4, commands = $5 WHERE call_id = $1 AND key = $2', [
        row.call_id,
        row.key,
        ...cleared,
      ])
    }
    return found.size
  }

  /** Some JSON without the number, written down; nothing where it only stands within longer numbers. */
  function without(values: readonly unknown[]): string[] {
    const cleared = values.map((value) => JSON.stringify(withoutNumber(value, number)))
    return cleared.some((json, at) => json !== JSON.stringify(values[at])) ? cleared : []
  }
}

/** For each text, list of texts and search vector of the tables beside a call: the statement that takes the number out of it. */
async function otherColumns(pool: Pool): Promise<Map<string, string>> {
  const tables = (await tablesOfCalls(pool)).filter((table) => !known.has(table))
  const { rows } = await pool.query(
    `SELECT quote_ident(table_name) AS table, quote_ident(column_name) AS column, udt_name AS type FROM information_schema.columns
     WHERE table_schema = current_schema() AND quote_ident(table_name) = ANY($1::text[]) AND is_generated = 'NEVER'
       AND udt_name IN ('text', 'varchar', '_text', 'tsvector')`,
    [tables],
  )
  return new Map(
    columnsSchema.parse(rows).map(({ table, column, type }) => {
      const [holds, cleared] =
        type === 'tsvector'
          ? [`tsvector_to_array(${column}) && ARRAY[$2, $3]`, `ts_delete(${column}, ARRAY[$2, $3])`]
          : type === '_text'
            ? [
                `array_to_string(${column}, ' ') LIKE '%' || $2 || '%'`,
                `ARRAY(SELECT regexp_replace(x, $4, $5, 'g') FROM unnest(${column}) WITH ORDINALITY AS u (x, n) ORDER BY n)`,
              ]
            : [`${column} LIKE '%' || $2 || '%'`, `regexp_replace(${column}, $4, $5, 'g')`]
      return [
        `${table}.${column}`,
        `WITH given AS (SELECT $2::text, $3::text, $4::text, $5::text)
         UPDATE ${table} SET ${column} = ${cleared} WHERE call_id = ANY($1::uuid[]) AND ${holds}`,
      ]
    }),
  )
}
