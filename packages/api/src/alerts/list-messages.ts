import type { Context } from '../context'

export type AlertMessageRow = {
  id: string
  /** The kind of the alert. */
  code: string
  channel: string
  target: string
  /** ISO 8601. */
  createdAt: string
  /** When it arrived; null: not yet, or never. */
  sentAt: string | null
  /** When it is tried again; null: never. */
  dueAt: string | null
  /** Why the last try failed. */
  fault: string | null
}

/** The newest messages of alerts, and what became of them. */
export async function listMessages({ deps, workspaceId }: Context): Promise<AlertMessageRow[]> {
  const rows = await deps.db.alertMessage.findMany({
    where: { workspaceId },
    orderBy: { createdAt: 'desc' },
    take: 10,
    select: {
      id: true,
      channel: true,
      target: true,
      createdAt: true,
      sentAt: true,
      dueAt: true,
      fault: true,
      alert: { select: { code: true } },
    },
  })
  return rows.map(({ alert, createdAt, sentAt, dueAt, ...row }) => ({
    ...row,
    code: alert.code,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
  }))
}
