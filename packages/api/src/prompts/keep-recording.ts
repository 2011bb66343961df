import { createToken } from '@patchbay/engine/token'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import { endingOf } from './audio-mime'
import { beginTake, type Spot } from './begin-take'
import { promptLimits } from './prompt-limits'
import { readAudio } from './read-audio'

/** A file is held whole while it is looked at: this many at once are 40 MB at most. */
const mostAtOnce = 4
let underWay = 0

/** Has a recording heard in a language. Nothing is kept of one that can't be: a `UserError` says why. */
export async function keepRecording(
  context: Context,
  spot: Spot,
  source: AsyncIterable<Uint8Array>,
): Promise<{ takeId: string; milliseconds: number }> {
  if (underWay >= mostAtOnce)
    throw new UserError('CONFLICT', 'busy', 'Other recordings are coming in at this moment. Try again shortly.')
  underWay += 1
  try {
    return await keep(context, spot, source)
  } finally {
    underWay -= 1
  }
}

async function keep(context: Context, spot: Spot, source: AsyncIterable<Uint8Array>) {
  const { deps, workspaceId } = context
  if (!(await deps.db.prompt.findFirst({ where: { id: spot.id, workspaceId }, select: { id: true } })))
    throw notFound('prompt')
  const content = await wholeFile(source)
  const { mime, milliseconds } = await readAudio(content)
  const storageKey = `${uuidV7()}.${endingOf(mime)}`
  await deps.files.put(storageKey, content, mime)
  try {
    const file = { storageKey, mime, bytes: content.length, milliseconds, token: createToken() }
    return { ...(await beginTake(context, spot, { kind: 'file', ...file })), milliseconds }
  } catch (error) {
    await deps.files
      .remove(storageKey)
      .catch((fault: unknown) => deps.log.warn({ key: storageKey, error: fault }, 'a refused file was left behind'))
    throw error
  }
}

async function wholeFile(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of source) {
      bytes += piece.length
      if (bytes > promptLimits.bytes) break
      pieces.push(piece)
    }
  } catch {
    throw new UserError('BAD_REQUEST', 'broken-off', 'The file broke off on its way here. Try again.')
  }
  if (bytes <= promptLimits.bytes) return Buffer.concat(pieces)
  throw new UserError(
    'PAYLOAD_TOO_LARGE',
    'too-large',
    'This file is too large: the carrier plays at most 10 MB. An MP3 is smaller than a WAV.',
  )
}
