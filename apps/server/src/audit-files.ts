import { Readable } from 'node:stream'
import { auditFilterInput } from '@patchbay/api/audit/audit-filter'
import { exportEntries } from '@patchbay/api/audit/export-entries'
import { exportFormatInput } from '@patchbay/api/calls/export-calls'
import type { FastifyInstance } from 'fastify'
import type { Admit } from './admit'
import { answerFault } from './sent-files'

const queryInput = auditFilterInput.extend({ format: exportFormatInput })

/** The audit trail as a file, written while it is sent. */
export function auditFiles(admit: Admit) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(answerFault)
    app.get('/files/audit', { config: { costs: 'export' } }, async (request, reply) => {
      const context = await admit(request, 'manage')
      const { format, ...filter } = queryInput.parse(request.query)
      const { fileName, type, content } = await exportEntries(context, { filter, format })
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(content, { objectMode: false }))
    })
  }
}
