import { recordingAddress } from '@patchbay/api/calls/recording-address'
import { idInput, mostInteger } from '@patchbay/api/inputs'
import type { Recordings } from '@patchbay/engine/outbound/recordings'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Admit } from './admit'
import { answerFault } from './sent-files'

const spotInput = z.object({ callId: idInput, seq: z.coerce.number().int().min(1).max(mostInteger) })
const wishInput = z.object({ name: z.string().max(120).optional() })

/**
 * A call's recordings, handed on from where the carrier keeps them: other sites' sounds can be played by a page, but not drawn.
 * With `?name=`, as a file to keep. Whatever the carrier calls it, nothing but a sound leaves here.
 */
export function recordingFiles(admit: Admit, recordings: Recordings) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(answerFault)
    app.get('/files/recordings/:callId/:seq', async (request, reply) => {
      const context = await admit(request, 'callers')
      const address = await recordingAddress(context, spotInput.parse(request.params))
      const { name } = wishInput.parse(request.query)
      const gone = new AbortController()
      reply.raw.on('close', () => gone.abort())
      const found = await recordings.fetch(address, request.headers.range, gone.signal)
      if (!found)
        return reply.status(502).send({ message: 'The carrier does not give this recording. It may be gone there.' })
      reply
        .status(found.status)
        .type(/^audio\/[\w.+-]+$/.test(found.contentType) ? found.contentType : 'audio/mpeg')
        .header('cache-control', 'private, no-store')
        .header('accept-ranges', 'bytes')
      if (found.length !== undefined) reply.header('content-length', found.length)
      if (found.range !== undefined) reply.header('content-range', found.range)
      if (name !== undefined)
        reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      return reply.send(found.body)
    })
  }
}
