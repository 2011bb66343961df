import { Readable } from 'node:stream'
import { callFilterInput } from '@patchbay/api/calls/call-filter'
import { exportCalls, exportFormatInput } from '@patchbay/api/calls/export-calls'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Admit } from './admit'
import { answerFault } from './sent-files'

/** A reader that takes nothing for so long gives its place to others. */
const patienceMs = 120_000

const whole = z.coerce.number()
/** The filter as it stands in a query, where all is text. */
const queryInput = z
  .object({
    format: exportFormatInput,
    ...callFilterInput.shape,
    version: whole.pipe(callFilterInput.shape.version.unwrap()).optional(),
    min: whole.pipe(callFilterInput.shape.min.unwrap()).optional(),
    max: whole.pipe(callFilterInput.shape.max.unwrap()).optional(),
  })
  .strict()

/**
 * The log as a file, written while it is sent, as fast as it is taken. `x-patchbay-calls` says how many calls there will be; a
 * file that breaks off ends its connection.
 */
export function callFiles(admit: Admit) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(answerFault)

    app.get('/files/calls', { config: { costs: 'export' } }, async (request, reply) => {
      const context = await admit(request, 'callers')
      const { format, ...filter } = queryInput.parse(request.query)
      const { total, fileName, type, content, close } = await exportCalls(context, { filter, format })
      const file: Readable = Readable.from(
        taken(content, () => file.destroy(new Error('Nobody took the file.'))),
        { objectMode: false },
      )
      file.once('close', () => void close())
      return reply
        .type(type)
        .header('content-disposition', `attachment; filename="${fileName}"`)
        .header('cache-control', 'no-store')
        .header('x-patchbay-calls', total)
        .send(file)
    })
  }
}

/** The same pieces; tells when one of them is not taken for too long. */
async function* taken(content: AsyncGenerator<string>, tired: () => void): AsyncGenerator<string> {
  for await (const piece of content) {
    const timer = setTimeout(tired, patienceMs)
    try {
      yield piece
    } finally {
      clearTimeout(timer)
    }
  }
}
