import type { Query } from '@patchbay/flow/query'
import { sealedMark } from '@patchbay/flow/template'
import type { Json } from '@patchbay/flow/vars'
import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from './database-fault'
import type { PublicHolidays } from './holidays'
import type { PromptReader } from './prompt-reader'
import type { PrivateDigits } from './secrets/private-digits'
import type { TableReader } from './table-reader'

const versionRow = z.object({ id: z.string() })
const uuid = z.uuid()

/**
 * Answers what flows ask while they are walked, of one workspace: see `Query`. Null where there is nothing; rejects if the
 * database can't be asked.
 */
export function createFacts({
  pool: database,
  rows,
  holidays,
  prompts,
  digits,
}: {
  pool: Pool
  rows: TableReader
  holidays: PublicHolidays
  prompts: PromptReader
  digits: PrivateDigits
}) {
  const pool = patiently(database)

  async function version(workspaceId: string, flow: string, number: number | null): Promise<Json> {
    if (!uuid.safeParse(flow).success) return null
    const found = await pool.query({
      name: 'version-of-flow',
      text: `SELECT id FROM flow_version WHERE workspace_id = $1 AND flow_id = $2 AND ($3::int IS NULL OR number = $3)
             ORDER BY number DESC LIMIT 1`,
      values: [workspaceId, flow, number],
    })
    return found.rows[0] === undefined ? null : { versionId: versionRow.parse(found.rows[0]).id }
  }

  /** A row that is looked for by something private: what comes back says as little of it as what was asked. */
  async function row(workspaceId: string, callId: string, table: string, key: string): Promise<Json> {
    const { fill, hide } = await digits.unseal(callId, [key])
    return hide(await rows.row(workspaceId, table, fill(key).trim()))
  }

  return async ({ workspaceId, callId }: { workspaceId: string; callId: string }, query: Query): Promise<Json> => {
    switch (query.type) {
      case 'flow':
        return version(workspaceId, query.flow, query.version)
      case 'row':
        return query.key.includes(sealedMark.open)
          ? row(workspaceId, callId, query.table, query.key)
          : rows.row(workspaceId, query.table, query.key)
      case 'holiday':
        return holidays.on(query.country, query.region, query.date)
      case 'prompt':
        return prompts.markup(workspaceId, query.key, query.language)
    }
  }
}

export type Facts = ReturnType<typeof createFacts>
