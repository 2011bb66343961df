import type { Context } from '../context'

/** The call that the carrier knows by a session; null until it is in the log. */
export async function findCall({ deps, workspaceId }: Context, session: string): Promise<{ id: string } | null> {
  return deps.db.call.findFirst({ where: { workspaceId, session }, select: { id: true } })
}
