import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { type IAudioMetadata, parseStream } from 'music-metadata'
import { UserError } from '../user-error'
import type { AudioMime } from './audio-mime'
import { promptLimits } from './prompt-limits'

/** So much is looked at before others have their turn: an MP3 may be made of very many small frames. */
const pieceBytes = 16 * 1024
const longestMs = promptLimits.minutes * 60_000

/**
 * What an audio file is by its content, whatever it is called, and how long it plays. Throws a `UserError` for what the carrier
 * can't play or nobody should hear.
 */
export async function readAudio(content: Buffer): Promise<{ mime: AudioMime; milliseconds: number }> {
  if (content.length === 0) throw badAudio('empty', 'This file is empty.')
  const { format } = await metadataOf(content)
  const mime = mimeOf(format)
  if (mime === null) throw notPlayed()
  const milliseconds = Math.round((format.duration ?? 0) * 1_000)
  if (milliseconds <= 0) throw badAudio('no-sound', 'There is no sound in this file. Save it as MP3 or WAV again.')
  if (milliseconds > longestMs)
    throw badAudio(
      'too-long',
      `This recording takes ${Math.ceil(milliseconds / 60_000).toLocaleString('en')} minutes; a prompt takes ${promptLimits.minutes} at most. Cut it.`,
    )
  return { mime, milliseconds }
}

async function metadataOf(content: Buffer): Promise<IAudioMetadata> {
  const source = Readable.from(piecesOf(content), { objectMode: false })
  try {
    return await parseStream(source, { size: content.length }, { duration: true, skipCovers: true })
  } catch {
    // Whatever it stumbles over: the carrier would, too.
    throw notPlayed()
  } finally {
    source.destroy()
  }
}

async function* piecesOf(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += pieceBytes) {
    await setImmediate()
    yield content.subarray(at, at + pieceBytes)
  }
}

/** MP3 in any of its versions; WAV with plain samples or those of telephone lines, which every player knows. */
function mimeOf({ container, codec = '' }: IAudioMetadata['format']): AudioMime | null {
  if (container === 'MPEG' && /\bLayer 3$/.test(codec)) return 'audio/mpeg'
  if (container === 'WAVE' && /^(PCM|ALAW|MULAW)$/i.test(codec)) return 'audio/wav'
  return null
}

function notPlayed(): UserError {
  return badAudio('not-audio', 'This is no MP3 or WAV file, whatever it is called. Save the recording as one of them.')
}

function badAudio(userCode: string, message: string): UserError {
  return new UserError('BAD_REQUEST', userCode, message)
}
