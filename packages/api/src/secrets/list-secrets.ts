import type { Context } from '../context'
import { type Use, whereUsed } from '../flows/where-used'
import { secretPlace } from './secret-place'

/** What is told of a secret: never the secret itself. */
export type ListedSecret = { key: string; updatedAt: Date; lastUsedAt: Date | null; usedIn: Use[] }

/** The workspace's secrets by key. */
export async function listSecrets(context: Context): Promise<ListedSecret[]> {
  const { deps, workspaceId } = context
  const [secrets, uses] = await Promise.all([
    deps.db.secret.findMany({
      where: { workspaceId },
      select: { key: true, updatedAt: true, lastUsedAt: true },
      orderBy: { key: 'asc' },
    }),
    whereUsed(context, secretPlace),
  ])
  return secrets.map((secret) => ({ ...secret, usedIn: uses.get(secret.key) ?? [] }))
}
