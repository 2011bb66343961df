import { Readable } from 'node:stream'
import type { Context } from '@patchbay/api/context'
import { idInput, personHeader, readPerson } from '@patchbay/api/inputs'
import { downloadTable } from '@patchbay/api/tables/download-table'
import { createTable, replaceRows } from '@patchbay/api/tables/import-table'
import { previewTable } from '@patchbay/api/tables/preview-table'
import { createTableInput, keyChoiceInput } from '@patchbay/api/tables/table-inputs'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answerFault, bodyOf } from './sent-files'

/**
 * Tables come and go as CSV files. They are streamed: as one value of JSON, a table of 100,000 rows would stand in memory
 * several times over. What is not the file stands in the query; errors are `{ message, userCode, details }`.
 */
export function tableFiles(context: Omit<Context, 'person'>) {
  const signed = (request: FastifyRequest): Context => ({
    ...context,
    person: readPerson(request.headers[personHeader]),
  })
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    // Another site's page can't send this type without asking first.
    app.addContentTypeParser('text/csv', (_request, _payload, done) => done(null))

    app.setErrorHandler(answerFault)

    app.post('/files/tables/preview', (request) => previewTable(bodyOf(request)))

    app.post('/files/tables', (request) =>
      createTable(signed(request), createTableInput.parse(request.query), bodyOf(request)),
    )

    app.put<{ Params: { id: string } }>('/files/tables/:id', (request) => {
      const id = idInput.parse(request.params.id)
      return replaceRows(signed(request), { id, ...keyChoiceInput.parse(request.query) }, bodyOf(request))
    })

    app.get<{ Params: { id: string } }>('/files/tables/:id', async (request, reply) => {
      const { fileName, content } = await downloadTable(signed(request), idInput.parse(request.params.id))
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(content, { objectMode: false }))
    })
  }
}
