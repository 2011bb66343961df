import { z } from 'zod'

/** What a prompt's file may be. */
export const audioMime = z.enum(['audio/mpeg', 'audio/wav'])
export type AudioMime = z.infer<typeof audioMime>

/** How the address of such a file ends, which is what the carrier goes by. */
export function endingOf(mime: AudioMime): 'mp3' | 'wav' {
  return mime === 'audio/mpeg' ? 'mp3' : 'wav'
}
