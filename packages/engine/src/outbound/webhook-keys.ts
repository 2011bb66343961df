import { z } from 'zod'
import type { Cipher } from '../secrets/cipher'
import { type WebhookKeys, webhookKey } from './webhook'

type Pool = { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> }

const rowsSchema = z.tuple([z.object({ webhook_key: z.int(), webhook_key_until: z.date().nullable() })])

/** What a workspace's webhooks are signed with now. */
export async function webhookKeys(pool: Pool, cipher: Cipher, workspaceId: string): Promise<WebhookKeys> {
  const { rows } = await pool.query('SELECT webhook_key, webhook_key_until FROM workspace WHERE id = $1', [workspaceId])
  const [{ webhook_key: number, webhook_key_until: until }] = rowsSchema.parse(rows)
  const signsAlong = number > 0 && until !== null && until.getTime() > Date.now()
  return {
    key: webhookKey(cipher, workspaceId, number),
    former: signsAlong ? { key: webhookKey(cipher, workspaceId, number - 1), until } : null,
  }
}
