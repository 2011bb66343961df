import type { Context } from '../context'
import { notFound } from '../user-error'

/** Takes an alert off the list. If it happens again, it comes back and counts from one. */
export async function dismissAlert({ deps, workspaceId }: Context, id: string): Promise<void> {
  const { count } = await deps.db.alert.updateMany({ where: { id, workspaceId }, data: { dismissedAt: new Date() } })
  if (count === 0) throw notFound('alert')
}
