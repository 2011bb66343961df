import { Readable } from 'node:stream'
import { idInput } from '@patchbay/api/inputs'
import { downloadTable } from '@patchbay/api/tables/download-table'
import { createTable, replaceRows } from '@patchbay/api/tables/import-table'
import { previewTable } from '@patchbay/api/tables/preview-table'
import { createTableInput, keyChoiceInput } from '@patchbay/api/tables/table-inputs'
import type { FastifyInstance } from 'fastify'
import type { Admit } from './admit'
import { answerFault, bodyOf } from './sent-files'

/**
 * Tables come and go as CSV files. They are streamed: as one value of JSON, a table of 100,000 rows would stand in memory
 * several times over. What is not the file stands in the query; errors are `{ message, userCode, details }`.
 */
export function tableFiles(admit: Admit) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    // Another site's page can't send this type without asking first.
    app.addContentTypeParser('text/csv', (_request, _payload, done) => done(null))

    app.setErrorHandler(answerFault)
    const upload = { config: { costs: 'upload' } } as const

    app.post('/files/tables/preview', upload, async (request) => {
      await admit(request, 'draw')
      return previewTable(bodyOf(request))
    })

    app.post('/files/tables', upload, async (request) => {
      const context = await admit(request, 'draw')
      return createTable(context, createTableInput.parse(request.query), bodyOf(request))
    })

    app.put<{ Params: { id: string } }>('/files/tables/:id', upload, async (request) => {
      const context = await admit(request, 'draw')
      const id = idInput.parse(request.params.id)
      return replaceRows(context, { id, ...keyChoiceInput.parse(request.query) }, bodyOf(request))
    })

    app.get<{ Params: { id: string } }>(
      '/files/tables/:id',
      { config: { costs: 'export' } },
      async (request, reply) => {
        const context = await admit(request, 'callers')
        const { fileName, content } = await downloadTable(context, idInput.parse(request.params.id))
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .header('cache-control', 'no-store')
          .send(Readable.from(content, { objectMode: false }))
      },
    )
  }
}
