import { Prisma } from '@patchbay/db/client'
import { record } from '../audit/record'
import type { Actor } from '../context'
import { UserError } from '../user-error'
import type { Visit } from '../visit'
import { slugOf } from './slug-of'

/** So many workspaces one may own; more is a mistake, or meant ill. */
const mostOwned = 50
const mostAttempts = 5

/** A new workspace, which belongs to whoever makes it. Its slug comes from its name, and never changes. */
export async function createWorkspace(
  { house, address }: Visit,
  actor: Extract<Actor, { kind: 'person' }>,
  name: string,
): Promise<{ slug: string }> {
  const owned = await house.db.member.count({ where: { userId: actor.id, role: 'owner' } })
  if (owned >= mostOwned)
    throw new UserError(
      'CONFLICT',
      'too-many-workspaces',
      `You own ${mostOwned} workspaces already, which is as many as one can.`,
    )
  const base = slugOf(name)
  for (let attempt = 1; ; attempt += 1) {
    const slug = await freeSlug(house.db, base)
    try {
      await house.db.$transaction(async (tx) => {
        const { id: workspaceId } = await tx.workspace.create({ data: { name, slug }, select: { id: true } })
        await tx.member.create({ data: { workspaceId, userId: actor.id, role: 'owner' } })
        const subject = { id: actor.id, name: actor.email || actor.name }
        await record(tx, { workspaceId, actor, address }, { action: 'member.join', subject, after: { role: 'owner' } })
      })
      return { slug }
    } catch (error) {
      // Somebody else took it at the same moment.
      if (
        attempt === mostAttempts ||
        !(error instanceof Prisma.PrismaClientKnownRequestError) ||
        error.code !== 'P2002'
      )
        throw error
    }
  }
}

/** `base`, or with the first number behind it that nobody has. */
async function freeSlug(db: Visit['house']['db'], base: string): Promise<string> {
  const taken = await db.workspace.findMany({
    where: { OR: [{ slug: base }, { slug: { startsWith: `${base}-` } }] },
    select: { slug: true },
  })
  const slugs = new Set(taken.map(({ slug }) => slug))
  if (!slugs.has(base)) return base
  let number = 2
  while (slugs.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}
