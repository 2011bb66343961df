import { webhookKeys } from '@patchbay/engine/outbound/webhook-keys'
import { record } from '../audit/record'
import type { Context } from '../context'

const hourMs = 3_600_000

export type WebhookKey = {
  key: string
  /** Until when the key before it signs along: ISO 8601; null: it does not. */
  formerUntil: string | null
}

export async function readWebhookKey({ deps, workspaceId }: Context): Promise<WebhookKey> {
  const { key, former } = await webhookKeys(deps.pool, deps.cipher, workspaceId)
  return { key, formerUntil: former?.until.toISOString() ?? null }
}

/**
 * Has webhooks signed with another key from the next one on. The former one signs along for so many hours, so that who checks them has
 * the time to take the new one; the one before that ends now.
 */
export async function changeWebhookKey(context: Context, overlapHours: number): Promise<WebhookKey> {
  const { deps, workspaceId } = context
  const until = overlapHours === 0 ? null : new Date(Date.now() + overlapHours * hourMs)
  await deps.db.$transaction(async (tx) => {
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { webhookKey: { increment: 1 }, webhookKeyUntil: until },
    })
    await record(tx, context, {
      action: 'webhook-key.change',
      after: { formerUntil: until?.toISOString() ?? null },
    })
  })
  return readWebhookKey(context)
}
