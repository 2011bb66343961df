import type { Context } from '../context'

/** What people call the workspace's carrier accounts, by their ids. */
export async function accountNames({ deps, workspaceId }: Context): Promise<Map<string, string>> {
  const accounts = await deps.db.carrierAccount.findMany({
    where: { workspaceId },
    select: { id: true, label: true, appId: true },
  })
  return new Map(accounts.map(({ id, label, appId }) => [id, label || appId]))
}
