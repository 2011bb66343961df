import type { House } from '../context'
import { abilitiesIn, roleInput } from '../roles'
import type { Place } from '../visit'
import { isSlug } from '../workspaces/slug-of'

/**
 * Where a person is who asks in the workspace called `slug`, and what they may do there; without one, in the workspace that they have
 * belonged to for longest. Null: they don't belong there, or nowhere.
 */
export async function findPlace(
  { db }: Pick<House, 'db'>,
  userId: string,
  slug: string | undefined,
): Promise<Place | null> {
  if (slug !== undefined && !isSlug(slug)) return null
  const member = await db.member.findFirst({
    where: { userId, ...(slug === undefined ? {} : { workspace: { slug } }) },
    orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
    select: { role: true, workspaceId: true, workspace: { select: { slug: true, callersVisibleTo: true } } },
  })
  if (!member) return null
  const { workspaceId, workspace } = member
  const abilities = abilitiesIn(roleInput.parse(member.role), workspace.callersVisibleTo)
  return { workspaceId, slug: workspace.slug, abilities }
}
