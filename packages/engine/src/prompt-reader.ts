import { markupOf } from '@patchbay/blocks/prompt-markup'
import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from './database-fault'
import { fetchAgain } from './fetch-again'

/** How long an answer is believed, in milliseconds: a new take is heard within a second. */
const believed = 500

const takeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    language: z.string(),
    text: z.string(),
    gender: z.enum(['female', 'male']).nullable(),
  }),
  z.object({
    kind: z.literal('file'),
    language: z.string(),
    token: z.string(),
    mime: z.enum(['audio/mpeg', 'audio/wav']),
  }),
])

export type PromptReader = {
  /**
   * What the carrier is to speak or play for a prompt: in this language, else in the one that it is a kind of (`zh` for
   * `zh-HK`); null where there is neither.
   */
  markup: (workspaceId: string, key: string, language: string) => Promise<string | null>
}

/** Reads the workspaces' prompts. `publicUrl` is where the carrier reaches this server, without a slash at the end. */
export function createPromptReader(pool: Pool, publicUrl: string): PromptReader {
  const cache = new LRUCache<string, { markup: string | null }>({
    max: 10_000,
    ttl: believed,
    fetchMethod: async (asked) => {
      const [workspaceId, key, language] = z.tuple([z.string(), z.string(), z.string()]).parse(JSON.parse(asked))
      const { rows } = await patiently(pool).query({
        name: 'prompt-take',
        text: `SELECT t.kind, t.language, t.text, t.gender, t.token, t.mime FROM prompt p
          JOIN prompt_take t ON t.prompt_id = p.id AND t.language IN ($3, $4) AND t.superseded_at IS NULL
          WHERE p.workspace_id = $1 AND p.key = $2
          ORDER BY t.language = $3 DESC LIMIT 1`,
        values: [workspaceId, key, language, language.replace(/-.*/, '')],
      })
      return { markup: rows.length === 0 ? null : inMarks(takeSchema.parse(rows[0]), publicUrl) }
    },
  })
  return {
    async markup(workspaceId, key, language) {
      // PostgreSQL has no text with this character, so no prompt has it.
      if (key.includes('\0') || language.includes('\0')) return null
      return (await fetchAgain(cache, JSON.stringify([workspaceId, key, language])))?.markup ?? null
    },
  }
}

function inMarks(take: z.infer<typeof takeSchema>, publicUrl: string): string {
  if (take.kind === 'text') return markupOf(take, take.language)
  const ending = take.mime === 'audio/mpeg' ? 'mp3' : 'wav'
  return markupOf({ kind: 'file', address: `${publicUrl}/prompts/${take.token}.${ending}` }, take.language)
}
