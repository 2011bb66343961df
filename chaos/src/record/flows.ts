import { blocks } from '@patchbay/blocks/blocks'
import { compileFlow, type Flow } from '@patchbay/flow/flow'
import { readDocument } from '@patchbay/flow/migrate'
import type { Pool } from 'pg'
import { z } from 'zod'

const rowsSchema = z.array(z.object({ id: z.string(), document: z.unknown() }))

/** Every published version, compiled by the flow language alone. */
export async function readFlows(pool: Pool): Promise<Map<string, Flow>> {
  const { rows } = await pool.query('SELECT id::text, document FROM flow_version')
  return new Map(
    rowsSchema.parse(rows).map(({ id, document }) => {
      const read = readDocument(document)
      if (!read.ok) throw new Error(`Version ${id} can't be read: ${read.message}`)
      return [id, compileFlow(blocks, read.document)]
    }),
  )
}
