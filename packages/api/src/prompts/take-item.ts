import type { Prisma } from '@patchbay/db/client'
import { z } from 'zod'
import { type AudioMime, audioMime, endingOf } from './audio-mime'
import { genderInput } from './prompt-inputs'

/** What callers hear, or heard, of a prompt in one language. */
export type TakeItem = {
  id: string
  language: string
  sound:
    | { kind: 'text'; text: string; gender: 'female' | 'male' | null }
    /** `address` begins with a slash and stays good for as long as the prompt is there. */
    | { kind: 'file'; address: string; mime: AudioMime; bytes: number; milliseconds: number }
  createdAt: string
  /** As they call themselves; empty if unsaid. */
  createdBy: string
  /** Since when it is heard no longer; null while it is. */
  supersededAt: string | null
}

const fileSchema = z.object({ mime: audioMime, bytes: z.int(), milliseconds: z.int(), token: z.string() })

type PromptTake = Prisma.PromptTakeGetPayload<object>

export function takeItem(take: PromptTake): TakeItem {
  const { id, language, createdAt, createdBy, supersededAt } = take
  return {
    id,
    language,
    sound: take.kind === 'file' ? fileOf(take) : { kind: 'text', text: take.text, gender: genderOf(take.gender) },
    createdAt: createdAt.toISOString(),
    createdBy,
    supersededAt: supersededAt?.toISOString() ?? null,
  }
}

function fileOf(take: PromptTake): TakeItem['sound'] {
  const { token, ...file } = fileSchema.parse(take)
  return { kind: 'file', address: `/prompts/${token}.${endingOf(file.mime)}`, ...file }
}

function genderOf(gender: string | null): 'female' | 'male' | null {
  return genderInput.nullable().parse(gender)
}
