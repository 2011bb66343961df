import type { House } from '../context'

/** Nobody's mailbox: RFC 6761 keeps the name `localhost` for the machine itself. */
export const localEmail = 'local@localhost'

/**
 * The person who sits at this machine: signed in without ceremony where only this machine reaches the server. Made where there is
 * none yet, and the owner of every workspace that nobody belongs to. Gives the person's id.
 */
export async function ensureLocalUser({ db }: Pick<House, 'db'>): Promise<string> {
  const { id } = await db.user.upsert({
    where: { email: localEmail },
    create: { email: localEmail, name: 'Local user' },
    update: {},
    select: { id: true },
  })
  const unowned = await db.workspace.findMany({ where: { members: { none: {} } }, select: { id: true } })
  await db.member.createMany({
    data: unowned.map((workspace) => ({ workspaceId: workspace.id, userId: id, role: 'owner' })),
    skipDuplicates: true,
  })
  return id
}
