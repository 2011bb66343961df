import { difference } from '../audit/difference'
import { record } from '../audit/record'
import type { Context } from '../context'

export type AlertSettings = {
  /** Who is told by mail. */
  emails: string[]
  /** Which program is told; empty: none. To whoever does not settle it only the server is told: the rest may be a secret. */
  webhook: string
  /** The kinds that nobody is told of. */
  silent: string[]
  /** Below this balance at the carrier there is an alert, in the account's currency; null: never. */
  balanceLimit: number | null
}

const select = { alertEmails: true, alertWebhook: true, alertSilent: true, balanceLimit: true } as const

/** Where a workspace's alerts go. */
export async function readAlertSettings({ deps, workspaceId, abilities }: Context): Promise<AlertSettings> {
  const settings = asSettings(await deps.db.workspace.findFirstOrThrow({ where: { id: workspaceId }, select }))
  if (abilities.has('manage') || settings.webhook === '') return settings
  return { ...settings, webhook: `${new URL(settings.webhook).origin}/…` }
}

/** Settles where alerts go, from the next message on; messages under way go where they were going. */
export async function updateAlertSettings(
  context: Context,
  { emails, webhook, silent, balanceLimit }: AlertSettings,
): Promise<AlertSettings> {
  const { deps, workspaceId } = context
  const data = { alertEmails: [...new Set(emails)], alertWebhook: webhook, alertSilent: silent, balanceLimit }
  return deps.db.$transaction(async (tx) => {
    const before = asSettings(await tx.workspace.findFirstOrThrow({ where: { id: workspaceId }, select }))
    const after = asSettings(await tx.workspace.update({ where: { id: workspaceId }, data, select }))
    const changed = difference(before, after)
    if (changed) {
      if ('webhook' in changed.after)
        for (const side of [changed.before, changed.after]) side.webhook = hostOf(side.webhook)
      await record(tx, context, { action: 'alerts.change', ...changed })
    }
    return after
  })
}

/** Where a webhook leads, without what may be a secret in its address. */
function hostOf(address: unknown): string {
  return typeof address === 'string' && address !== '' ? `${new URL(address).origin}/…` : ''
}

function asSettings(row: {
  alertEmails: string[]
  alertWebhook: string
  alertSilent: string[]
  balanceLimit: number | null
}): AlertSettings {
  return {
    emails: row.alertEmails,
    webhook: row.alertWebhook,
    silent: row.alertSilent,
    balanceLimit: row.balanceLimit,
  }
}
