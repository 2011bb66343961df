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
  { deps, workspaceId }: Context,
  { emails, webhook, silent, balanceLimit }: AlertSettings,
): Promise<AlertSettings> {
  const data = { alertEmails: [...new Set(emails)], alertWebhook: webhook, alertSilent: silent, balanceLimit }
  return asSettings(await deps.db.workspace.update({ where: { id: workspaceId }, data, select }))
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
