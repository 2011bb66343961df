import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Deps } from '../context'
import type { ByteRange } from '../storage/file-storage'
import { type AudioMime, audioMime, endingOf } from './audio-mime'

export type Recording = {
  mime: AudioMime
  bytes: number
  /** Piece by piece; null where the file is lost. */
  read: (range?: ByteRange) => Promise<Readable | null>
}

const fileSchema = z.object({ storageKey: z.string(), mime: audioMime, bytes: z.int() })

/**
 * A recording by the secret part of its address and how that ends; null where there is none. Takes that were superseded are
 * there as before: calls under way may be about to play them. Whoever knows the address may have it.
 */
export async function openRecording(
  { db, files }: Pick<Deps, 'db' | 'files'>,
  { token, ending }: { token: string; ending: string },
): Promise<Recording | null> {
  const take = await db.promptTake.findFirst({
    where: { token },
    select: { storageKey: true, mime: true, bytes: true },
  })
  const file = fileSchema.nullable().parse(take)
  if (file === null || endingOf(file.mime) !== ending) return null
  return { mime: file.mime, bytes: file.bytes, read: (range) => files.get(file.storageKey, range) }
}
