import type { Db } from '@patchbay/db/client'
import { record } from '../audit/record'
import type { Actor } from '../context'
import { UserError } from '../user-error'
import type { Visit } from '../visit'
import { canSignIn } from './can-sign-in'
import { type FoundInvitation, findInvitation, invitationGone } from './find-invitation'
import { keepPassword } from './keep-password'

type Person = Extract<Actor, { kind: 'person' }>
type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0]
export type Joining = { token: string; name?: string | undefined; password?: string | undefined }

/**
 * Takes an invitation: whoever is signed in with its e-mail address joins; somebody new gets an account with `name` and `password`,
 * and signs in with them after. An address whose invitation did not come by mail is not known to be theirs yet.
 */
export async function join(visit: Visit, { token, name, password }: Joining): Promise<{ slug: string }> {
  const { house, actor } = visit
  const invitation = await findInvitation(house.db, token)
  const { email, workspace } = invitation
  // Whoever sits at this machine has no mailbox: for them it is as if they were signed out.
  if (actor?.kind === 'person' && !actor.local) {
    if (actor.email.toLowerCase() !== email) throw forSomebodyElse(email, actor.email)
    await house.db.$transaction((tx) => enter(tx, visit, invitation, actor))
    return { slug: workspace.slug }
  }
  if (await canSignIn(house.db, email)) throw signInToJoin(email)
  const hash = await newPassword(visit, { name, password, email })
  await house.db.$transaction(async (tx) => {
    const person = { name: name ?? '', emailVerified: invitation.byMail }
    const { id } = await tx.user.upsert({
      where: { email },
      create: { email, ...person },
      update: person,
      select: { id: true },
    })
    // Somebody may have made the account meanwhile, with another invitation: their row was waited for, and their password stays.
    if (await canSignIn(tx, email)) throw signInToJoin(email)
    await keepPassword(tx, id, hash)
    await enter(tx, visit, invitation, { kind: 'person', id, name: person.name, email })
  })
  return { slug: workspace.slug }
}

async function newPassword(
  { house }: Visit,
  { name, password, email }: { name: string | undefined; password: string | undefined; email: string },
): Promise<string> {
  if (!name) throw new UserError('BAD_REQUEST', 'name-missing', 'Say what you are called.')
  if (!password) throw new UserError('BAD_REQUEST', 'password-missing', 'Choose a password.')
  const refused = await house.auth.refusePassword(password, { name, email })
  if (refused !== null) throw new UserError('BAD_REQUEST', 'password-refused', refused)
  return house.auth.hashPassword(password)
}

/** An invitation is good once: whoever deletes it has used it. Who belongs to the workspace already keeps their role. */
async function enter(tx: Tx, { address }: Visit, invitation: FoundInvitation, actor: Person): Promise<void> {
  const { id, role, email, workspace } = invitation
  const { count } = await tx.invitation.deleteMany({ where: { id, expiresAt: { gt: new Date() } } })
  if (count === 0) throw invitationGone()
  const joined = await tx.member.createMany({
    data: [{ workspaceId: workspace.id, userId: actor.id, role }],
    skipDuplicates: true,
  })
  if (joined.count === 0) return
  await record(
    tx,
    { workspaceId: workspace.id, actor, address },
    { action: 'member.join', subject: { id: actor.id, name: email }, after: { role } },
  )
}

function forSomebodyElse(email: string, own: string): UserError {
  const message = `This invitation is for ${email}, and you are signed in as ${own}. Sign out, then open it again.`
  return new UserError('FORBIDDEN', 'for-somebody-else', message)
}

function signInToJoin(email: string): UserError {
  return new UserError('UNAUTHORIZED', 'sign-in-to-join', `Sign in as ${email}, then open the invitation again.`)
}
