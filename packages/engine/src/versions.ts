import { blocks } from '@patchbay/blocks/blocks'
import { emptyDocument } from '@patchbay/flow/document'
import { compileFlow, type Flow } from '@patchbay/flow/flow'
import { readDocument } from '@patchbay/flow/migrate'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { BoundedCache } from './bounded-cache'
import { patiently } from './database-fault'

const keptVersions = 500

const rowSchema = z.object({ document: z.unknown() })

/**
 * Published versions, compiled once and kept. A version never changes, so nothing has to be thrown away but for room.
 * A document that can't be read any more runs as an empty flow: the caller hears the apology, and the log says why.
 */
export function createVersions(pool: Pool, log: Logger): BoundedCache<Flow> {
  return new BoundedCache(keptVersions, async (versionId) => {
    const { rows } = await patiently(pool).query({
      name: 'version-document',
      text: 'SELECT document FROM flow_version WHERE id = $1',
      values: [versionId],
    })
    const read = readDocument(rowSchema.parse(rows[0]).document)
    if (!read.ok) log.error({ versionId, reason: read.message }, 'a published version cannot be read')
    return compileFlow(blocks, read.ok ? read.document : emptyDocument())
  })
}
