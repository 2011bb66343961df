import type { WaysIn } from '../auth/auth'
import { type Ability, type Role, roleInput } from '../roles'
import type { Visit } from '../visit'

/** Who asks, where they are, and where else they could be. */
export type SessionInfo = {
  /**
   * Null: nobody is signed in. `local`: whoever sits at this machine, without a password. `twoFactor`: whether they are asked for a
   * code beside their password.
   */
  person: { id: string; name: string; email: string; local: boolean; twoFactor: boolean } | null
  /** The workspace of the address, or the first one; null: none that they belong to. */
  place: { slug: string; name: string; role: Role; abilities: Ability[] } | null
  workspaces: Array<{ slug: string; name: string; role: Role }>
  /** Whether there is no owner yet: then whoever has the code that the server printed becomes one. */
  firstVisit: boolean
  /** How one can sign in here. */
  signIn: WaysIn
}

export async function readSession({ house, actor, place }: Visit): Promise<SessionInfo> {
  const signIn = house.auth.ways()
  if (actor?.kind !== 'person')
    return { person: null, place: null, workspaces: [], firstVisit: await house.auth.firstVisit.open(), signIn }
  const { id, name, email } = actor
  const [members, user] = await Promise.all([
    house.db.member.findMany({
      where: { userId: id },
      orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
      select: { role: true, workspace: { select: { slug: true, name: true } } },
    }),
    house.db.user.findFirst({ where: { id }, select: { twoFactorEnabled: true } }),
  ])
  const workspaces = members.map(({ role, workspace }) => ({ ...workspace, role: roleInput.parse(role) }))
  const here = workspaces.find(({ slug }) => slug === place?.slug)
  return {
    person: { id, name, email, local: actor.local ?? false, twoFactor: user?.twoFactorEnabled ?? false },
    place: here && place ? { ...here, abilities: [...place.abilities] } : null,
    workspaces,
    firstVisit: false,
    signIn,
  }
}
