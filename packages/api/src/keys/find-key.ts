import { z } from 'zod'
import type { Actor, House } from '../context'
import { badKey, expiredKey } from '../refusals'
import { abilityInput } from '../roles'
import type { Place } from '../visit'
import { hashOfKey } from './key-text'

/** Its last use is told to the minute: a key that is used all the time is written once in so many milliseconds. */
const usedEveryMs = 60_000

const scopesSchema = z.array(abilityInput)

/** Whose key this is, and what it may do where. Throws a `UserError` where it is nobody's (any more), or has expired. */
export async function findKey(
  { db }: Pick<House, 'db'>,
  text: string,
): Promise<{ actor: Extract<Actor, { kind: 'key' }>; place: Place }> {
  const key = await db.apiKey.findUnique({
    where: { hash: hashOfKey(text) },
    select: {
      id: true,
      name: true,
      workspaceId: true,
      scopes: true,
      expiresAt: true,
      lastUsedAt: true,
      workspace: { select: { slug: true } },
    },
  })
  if (!key) throw badKey()
  const now = Date.now()
  if (key.expiresAt && key.expiresAt.getTime() <= now) throw expiredKey(key.name)
  const { id, name, workspaceId, workspace, lastUsedAt } = key
  if (!lastUsedAt || now - lastUsedAt.getTime() >= usedEveryMs)
    await db.apiKey.updateMany({ where: { id, lastUsedAt }, data: { lastUsedAt: new Date(now) } })
  const abilities = new Set(scopesSchema.parse(key.scopes))
  return { actor: { kind: 'key', id, name }, place: { workspaceId, slug: workspace.slug, abilities } }
}
