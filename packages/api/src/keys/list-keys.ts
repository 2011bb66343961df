import { z } from 'zod'
import type { Context } from '../context'
import { type Ability, abilityInput } from '../roles'

export type KeyRow = {
  id: string
  name: string
  /** How it begins, by which people tell keys apart. */
  start: string
  /** What it may do. */
  scopes: Ability[]
  /** Who made it; empty where they did not say. */
  createdBy: string
  /** ISO 8601. */
  createdAt: string
  /** ISO 8601; null: never. It is listed for as long as nobody revokes it. */
  expiresAt: string | null
  /** ISO 8601, to the minute; null: never used. */
  lastUsedAt: string | null
}

const scopesSchema = z.array(abilityInput)

/** The workspace's API keys, the newest first. None can be read again. */
export async function listKeys({ deps, workspaceId }: Context): Promise<KeyRow[]> {
  const keys = await deps.db.apiKey.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    omit: { hash: true, workspaceId: true },
  })
  return keys.map(({ scopes, createdAt, expiresAt, lastUsedAt, ...key }) => ({
    ...key,
    scopes: scopesSchema.parse(scopes),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }))
}
