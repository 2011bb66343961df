import type { House } from '@patchbay/api/context'
import { idInput } from '@patchbay/api/inputs'
import { keepRecording } from '@patchbay/api/prompts/keep-recording'
import { openRecording } from '@patchbay/api/prompts/open-recording'
import { languageInput } from '@patchbay/api/prompts/prompt-inputs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Admit } from './admit'
import { wantedRange } from './byte-range'
import { answerFault, bodyOf } from './sent-files'

const spotInput = z.object({ id: idInput, language: languageInput })
const nothing = { message: 'There is no recording at this address (any more).' }

type Address = { Params: { token: string; ending: string } }

/** Recordings come in beside tRPC, as they are. Errors are `{ message, userCode, details }`. */
export function promptUploads(admit: Admit) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers()
    // What a file is, its content says; another site's page can't send either of these types without asking first.
    app.addContentTypeParser(/^(audio\/.+|application\/octet-stream)/, (_request, _payload, done) => done(null))
    app.setErrorHandler(answerFault)

    app.post<{ Params: unknown }>('/files/prompts/:id/:language', { config: { costs: 'upload' } }, async (request) => {
      const context = await admit(request, 'draw')
      return keepRecording(context, spotInput.parse(request.params), bodyOf(request))
    })
  }
}

/** And they go out to the carrier, which fetches them by an address that nobody can guess. */
export function promptFiles(house: Pick<House, 'db' | 'files'>) {
  return async (app: FastifyInstance): Promise<void> => {
    // The carrier may know us by another name than people do; the address is a secret by itself.
    app.get<Address>(
      '/prompts/:token([A-Za-z0-9_-]{43}).:ending(mp3|wav)',
      { config: { anyHost: true } },
      (request, reply) => giveRecording(house, request, reply),
    )
  }
}

/** A recording never changes under its address, so it is kept for good by whoever has it. */
async function giveRecording(
  house: Pick<House, 'db' | 'files'>,
  { params, headers }: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const recording = await openRecording(house, params)
  if (recording === null) return reply.status(404).send(nothing)
  const { mime, bytes } = recording
  const etag = `"${params.token}"`
  reply
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('etag', etag)
    .header('accept-ranges', 'bytes')
    .header('content-disposition', `inline; filename="prompt.${params.ending}"`)
  if (headers['if-none-match']?.includes(etag)) return reply.status(304).send()
  const wanted = wantedRange(headers, { bytes, etag })
  if (wanted === 'unsatisfiable')
    return reply
      .status(416)
      .header('content-range', `bytes */${bytes}`)
      .send({ message: 'The recording has no such part.' })
  const content = await recording.read(wanted ?? undefined)
  if (content === null) return reply.status(404).header('cache-control', 'no-store').removeHeader('etag').send(nothing)
  if (wanted !== null) reply.status(206).header('content-range', `bytes ${wanted.start}-${wanted.end}/${bytes}`)
  return reply
    .type(mime)
    .header('content-length', wanted === null ? bytes : wanted.end - wanted.start + 1)
    .send(content)
}
